"""Before a disclaimer goes, or belongs to less: no article loses its protection."""

from django.conf import settings
from django.db.models import Q, QuerySet

from cms.articles.models import ArticleDisclaimer
from cms.editions.models import Inclusion, Kind, Role, State, Thing
from cms.editions.publication import Publication
from cms.library.models import Disclaimer, Purpose

from .disclaiming import Successors
from .lookups import with_default
from .refusals import PublishRefused


def require_replacement(thing: Thing) -> None:
    """A disclaimer in use goes only if another takes its place: a named one, or the default language's."""
    shown = _shown_in(thing)
    if not shown.exists() or _is_replaced(thing):
        return
    titles = list(shown.order_by("edition__thing__title").values_list("edition__thing__title", flat=True)[:1])
    raise PublishRefused(
        f"“{thing.title}” protects {shown.count()} published articles, guides and benefits, "
        f"such as “{titles[0]}”. It goes only when another takes its place: withdraw it, and name that one."
    )


def require_kept(thing: Thing) -> None:
    """A withdrawn disclaimer says where the one in its place belongs: deleted, it could not."""
    if thing.state == State.PUBLISHED or not _is_replaced(thing):
        return
    if not Disclaimer.objects.filter(_row_of(thing)).exists():
        raise PublishRefused(
            f"Another disclaimer stands where “{thing.title}” belonged. Keep it: it is shown nowhere."
        )


def _row_of(thing: Thing) -> Q:
    return Q(translation_key=thing.content_id, locale__language_code=thing.locale)


def require_coverage(publication: Publication) -> None:
    """A disclaimer that is to belong to less leaves no article without a medical one."""
    content = publication.content
    if content["schema"] != "disclaimer/1" or _covers_everything(publication):
        return
    thing = Thing.objects.filter(content_id=publication.key[0], locale=publication.key[1]).first()
    if thing is None or thing.state != State.PUBLISHED:
        return
    uncovered = _without_other(thing)
    if content["purpose"] == Purpose.MEDICAL:
        uncovered = uncovered.exclude(_still_reached(publication))
    titles = list(uncovered.values_list("edition__thing__title", flat=True)[:1])
    if titles:
        raise PublishRefused(
            f"“{thing.title}” is the only medical disclaimer of {uncovered.count()} published articles, "
            f"such as “{titles[0]}”. Publish another one for them first."
        )


def _covers_everything(publication: Publication) -> bool:
    content = publication.content
    return bool(content["purpose"] == Purpose.MEDICAL and content["on_every_article"])


def _shown_in(thing: Thing) -> "QuerySet[Inclusion]":
    shown = Inclusion.objects.current().of(thing).filter(role=Role.DISCLAIMER, number__isnull=False)
    return shown.filter(edition__thing__state=State.PUBLISHED)


def _is_replaced(thing: Thing) -> bool:
    """Something live stands in its place: its withdrawal names it, or it is the default language's."""
    others = [locale for locale in with_default(thing.locale) if locale != thing.locale]
    if others and Disclaimer.objects.filter(_live_in(thing.content_id, others)).exists():
        return True

    def is_live(content_id: object, locale: str) -> bool:
        own = (content_id, locale) == (thing.content_id, thing.locale)
        return not own and Disclaimer.objects.filter(_live_in(content_id, [locale])).exists()

    return Successors([thing.content_id]).standing(thing.content_id, thing.locale, is_live) is not None


def _live_in(content_id: object, locales: object) -> Q:
    return Q(live=True, translation_key=content_id, locale__language_code__in=locales)


def _without_other(thing: Thing) -> "QuerySet[Inclusion]":
    """Where it is shown, the articles that show no other live medical disclaimer."""
    own = Q(translation_key=thing.content_id)
    if thing.locale != settings.LANGUAGE_CODE:
        own &= ~Q(locale__language_code=settings.LANGUAGE_CODE)  # This one takes the translation's place.
    others = Disclaimer.objects.filter(live=True, purpose=Purpose.MEDICAL).exclude(own)
    protected = Inclusion.objects.current().filter(
        role=Role.DISCLAIMER, number__isnull=False, content_id__in=others.values("translation_key")
    )
    shown = _shown_in(thing).filter(edition__thing__kind=Kind.ARTICLE)
    return shown.exclude(edition__in=protected.values("edition"))


def _still_reached(publication: Publication) -> Q:
    """Those that choose it, or are filed under a topic of it."""
    content_id, _ = publication.key
    chosen = ArticleDisclaimer.objects.filter(disclaimer__translation_key=content_id, page__live=True)
    topics = publication.content["topics"]
    filed = Inclusion.objects.current().filter(role=Role.TOPIC, content_id__in=topics)
    return Q(edition__thing__content_id__in=chosen.values("page__translation_key")) | Q(
        edition__in=filed.values("edition")
    )
