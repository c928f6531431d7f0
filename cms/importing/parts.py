"""Library parts for an imported article: found under the source's title or words, or made as drafts."""

from dataclasses import dataclass
from enum import StrEnum

from wagtail.coreutils import cautious_slugify
from wagtail.models import Locale

from cms.library.models import Benefit, Disclaimer, Purpose
from cms.library.text import plain_text as words_of

from .body import UsedBenefit, item_html, passages_html
from .source import NumberedItem, SourceArticle, plain_text
from .words import fold, same_words

DISCLAIMER_TITLES = {"en": "Medical disclaimer", "es": "Aviso médico"}
LONGEST_SLUG = 90


class Outcome(StrEnum):
    MADE = "made"
    REUSED = "reused"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True)
class FoundPart:
    part: Benefit | Disclaimer
    outcome: Outcome


@dataclass(frozen=True)
class FoundBenefit(FoundPart):
    used: UsedBenefit


def find_benefit(item: NumberedItem, *, locale: Locale) -> FoundBenefit:
    """The library's benefit of this title, untouched, or a new draft."""
    candidates = Benefit.objects.filter(locale=locale).order_by("pk")
    benefit = next((each for each in candidates if fold(each.title) == fold(item.title)), None)
    if benefit is None:
        benefit = _make_benefit(item, locale=locale)
        return FoundBenefit(benefit, Outcome.MADE, UsedBenefit(benefit.pk))
    used = UsedBenefit(
        benefit.pk,
        own_title="" if same_words(benefit.title, item.title) else item.title,
        own_html="" if same_words(words_of(benefit.body), words_of(item_html(item))) else item_html(item),
    )
    is_own = used.own_title or used.own_html
    return FoundBenefit(benefit, Outcome.OVERRIDDEN if is_own else Outcome.REUSED, used)


def find_disclaimer(source: SourceArticle, *, locale: Locale) -> FoundPart | None:
    """The library's disclaimer of these words, or a new draft; none if the source has none."""
    if not source.disclaimer:
        return None
    text = plain_text(source.disclaimer)
    candidates = Disclaimer.objects.filter(locale=locale).order_by("pk")
    disclaimer = next((each for each in candidates if same_words(words_of(each.body), text)), None)
    if disclaimer:
        return FoundPart(disclaimer, Outcome.REUSED)
    return FoundPart(_make_disclaimer(source, locale=locale), Outcome.MADE)


def publish_untouched_draft(part: Benefit | Disclaimer) -> None:
    """Publish what an import made. What somebody has worked on, or taken back, is theirs to publish."""
    revision = part.latest_revision
    if part.first_published_at is None and revision and revision.user_id is None:
        revision.publish()
        part.refresh_from_db()


def _make_benefit(item: NumberedItem, *, locale: Locale) -> Benefit:
    slug = cautious_slugify(item.title)[:LONGEST_SLUG].strip("-") or "benefit"
    taken = set(Benefit.objects.filter(locale=locale, slug__startswith=slug).values_list("slug", flat=True))
    benefit = Benefit(
        locale=locale, title=item.title, slug=free_slug(slug, taken=taken), body=item_html(item)
    )
    benefit.save()
    benefit.save_revision()
    return benefit


def _make_disclaimer(source: SourceArticle, *, locale: Locale) -> Disclaimer:
    title = source.disclaimer_title or DISCLAIMER_TITLES.get(locale.language_code, DISCLAIMER_TITLES["en"])
    if Disclaimer.objects.filter(locale=locale, title=title).exists():
        # Editors choose disclaimers by title, so no two are called the same.
        title = f"{title} ({source.title})"[:200]
    body = passages_html(source.disclaimer)
    disclaimer = Disclaimer(locale=locale, title=title, purpose=Purpose.MEDICAL, body=body)
    disclaimer.save()
    disclaimer.save_revision()
    return disclaimer


def free_slug(slug: str, *, taken: set[str]) -> str:
    """The slug itself, or else with the first number that is free."""
    if slug not in taken:
        return slug
    return next(
        numbered for number in range(2, len(taken) + 3) if (numbered := f"{slug}-{number}") not in taken
    )
