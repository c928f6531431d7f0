"""How Wagtail's history tells of what was taken back."""

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter

from cms.publishing.models import Reason, Severity
from cms.publishing.withdrawals import RECALL, RESTORE, WITHDRAW

from .words import reason_in_words


class TakenBackFormatter(LogFormatter):
    """“Recalled: something in it is wrong”, and the notice under it."""

    verb = "Withdrawn"

    def format_message(self, log_entry: Any) -> str:
        severity = Severity(log_entry.data["severity"]).name.lower() if log_entry.data["severity"] else ""
        how = f" ({severity} severity)" if severity else ""
        return f"{self.verb}{how} because {reason_in_words(Reason(log_entry.data['reason']))}"

    def format_comment(self, log_entry: Any) -> str:
        return str(log_entry.data["notice"])


class WithdrawFormatter(TakenBackFormatter):
    label = "Withdraw"


class RecallFormatter(TakenBackFormatter):
    label = "Recall"
    verb = "Recalled"


def register_actions(registry: LogActionRegistry) -> None:
    registry.register_action(WITHDRAW)(WithdrawFormatter)
    registry.register_action(RECALL)(RecallFormatter)
    registry.register_action(RESTORE, "Restore", "Restored: what was withdrawn is published again")
