"""Takes things back on purpose, recalls advice that may harm, and restores what was withdrawn."""

from dataclasses import dataclass
from typing import Any

from wagtail.log_actions import log

from cms.editions.models import Kind, Thing
from cms.library.given import Document, Key

from .kinds import MODELS, find_live
from .models import Reason, Withdrawal
from .refusals import PublishRefused
from .services import record_withdrawal
from .unit import Unit, unit

WITHDRAW, RECALL, RESTORE = "aftercare.withdraw", "aftercare.recall", "aftercare.restore"
"""What Wagtail's history calls them."""
NOTICED = (Kind.BENEFIT,)
PROTECTING = (Kind.DISCLAIMER,)


@dataclass(frozen=True)
class Terms:
    """Why something is taken back, and what is said in its place.

    `severity` makes it a recall. `successor` is what to read instead; of a disclaimer, what takes its place.
    `shown_in_articles` is for benefits: its notice stands in the articles that included it.
    """

    reason: str
    notice: str = ""
    severity: str | None = None
    successor: Key | None = None
    shown_in_articles: bool = False


def withdraw(item: Any, terms: Terms, *, by: Any = None) -> list[Withdrawal]:
    """Withdraw a live item; a recall takes back all languages. Raises `PublishRefused`: nothing changed."""
    _check(item, terms)
    with unit() as work:
        because = {"reason": "recall" if terms.severity else "self"}
        rows = _rows(item, every_language=bool(terms.severity))
        return [_withdraw(row, terms, by, work, because) for row in rows]


def restore(withdrawal: Withdrawal, *, by: Any = None) -> None:
    """Publish again what was live when it was withdrawn. Raises `PublishRefused` if that may not be."""
    revision = withdrawal.revision
    if revision is None:
        raise PublishRefused(
            f"What was published of “{withdrawal.title}” was not kept. Publish it from its editor."
        )
    with unit():
        revision.publish(user=by)
        withdrawn_at = withdrawal.withdrawn_at.isoformat()
        log(revision.content_object, RESTORE, user=by, data={"withdrawn_at": withdrawn_at})


def _check(item: Any, terms: Terms) -> None:
    if not item.live:
        raise PublishRefused(f"“{item}” is not published, so that it cannot be withdrawn.")
    if terms.reason == str(Reason.MERGED) and (terms.successor is None or terms.severity):
        raise PublishRefused(
            "Name what it was merged into. (A recall is not a merger: its notice must be read.)"
        )
    if terms.shown_in_articles and not terms.notice:
        raise PublishRefused("Write the notice that articles are to show.")
    if terms.severity and not terms.notice:
        raise PublishRefused("A recall tells readers what was wrong and what to do now. Write its notice.")
    if terms.successor:
        _check_successor(item, terms.successor)


def _check_successor(item: Any, successor: Key) -> None:
    thing = Thing.objects.public().published().filter(content_id=successor[0], locale=successor[1]).first()
    if thing is None or successor[0] == item.content_id:
        raise PublishRefused("What replaces it must be published, and something else than itself.")
    if item.kind in PROTECTING:
        other = find_live(Kind.DISCLAIMER, [successor]).get(successor)
        if other is None or other.purpose != item.purpose:
            raise PublishRefused(f"Only a live {item.purpose} disclaimer can take the place of “{item}”.")


def _rows(item: Any, *, every_language: bool) -> list[Any]:
    if not every_language:
        return [item]
    return list(MODELS[item.kind]._default_manager.filter(translation_key=item.content_id, live=True))


def _withdraw(row: Any, terms: Terms, by: Any, work: Unit, because: Document) -> Withdrawal:
    """The withdrawal is written before Wagtail unpublishes: the notice is made from it."""
    locale = row.locale.language_code
    successor, successor_locale = terms.successor or (None, "")
    withdrawal = record_withdrawal(
        content_id=row.content_id,
        locale=locale,
        title=str(getattr(row, "title", None) or row.name)[:255],
        reason=terms.reason,
        notice=terms.notice,
        severity=terms.severity,
        successor=successor,
        successor_locale=successor_locale,
        shown_in_articles=terms.shown_in_articles and row.kind in NOTICED,
        by=by,
        revision=row.live_revision,
    )
    work.note(row.content_id, locale, because)
    row.unpublish(user=by)
    told = {"reason": terms.reason, "severity": terms.severity, "notice": terms.notice}
    log(row, RECALL if terms.severity else WITHDRAW, user=by, data=told)
    return withdrawal
