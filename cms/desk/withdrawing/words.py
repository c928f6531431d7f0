"""Withdrawals in the words of sentences, where the forms have the words of choices."""

from django.utils import timezone
from django.utils.formats import date_format

from cms.publishing.models import Reason, Withdrawal

_REASONS = {
    Reason.OUTDATED: "it is out of date",
    Reason.INCORRECT: "something in it is wrong",
    Reason.REPLACED: "something else replaces it",
    Reason.MERGED: "it was merged into something else",
    Reason.OVERDUE: "it was not reviewed in time",
    Reason.OTHER: "of a reason that the notice tells",
}


def reason_in_words(reason: Reason) -> str:
    return _REASONS[reason]


def tell_withdrawal(withdrawal: Withdrawal) -> str:
    """“Recalled on 26 November 2026 by editor because something in it is wrong.”"""
    verb = "Recalled" if withdrawal.severity else "Withdrawn"
    day = date_format(timezone.localtime(withdrawal.withdrawn_at), "j F Y")
    by = f" by {withdrawal.by}" if withdrawal.by else ""
    return f"{verb} on {day}{by} because {reason_in_words(Reason(withdrawal.reason))}."
