"""Whatever is damaged is named, and mended where nothing has to be invented for it."""

import json
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from cms.articles.models import ArticlePage
from cms.editions.audit import audit_ledger
from cms.editions.canonical import canonical_bytes, sha256_hex
from cms.editions.models import Edition, Inclusion, Ledger, Route, Thing
from cms.editions.schemas import InvalidDocument
from cms.library.models import Benefit
from cms.publishing import cascade
from cms.publishing.models import Cascade, PendingRecompile
from cms.publishing.withdrawals import Terms, withdraw
from tests.articles.factories import benefits, make_article
from tests.library.factories import edit, make_benefit, make_disclaimer, make_image, make_person, make_topic
from tests.publishing.ledger import document_of, editions_of, thing_of

pytestmark = pytest.mark.django_db


class Hub:
    """An article that was renamed and holds every kind of part, and one that was unpublished."""

    def __init__(self):
        self.disclaimer, self.person, self.benefit = make_disclaimer(), make_person(), make_benefit()
        other = make_article("Resting well")
        self.article = make_article(
            body=[
                benefits(self.benefit),
                {"type": "text", "value": f'<p><a linktype="page" id="{other.pk}">x</a></p>'},
            ],
            topics=[make_topic()],
            authors=[self.person],
            related=[other],
        )
        edit(self.article, slug="walking", title="Walking")
        self.gone = make_article("No longer")
        self.gone.unpublish()

    @property
    def thing(self):
        return thing_of(self.article)

    @property
    def current(self):
        return Edition.objects.filter(pk=self.thing.current_id)

    @property
    def first(self):
        return self.thing.editions.filter(number=1)


@pytest.fixture
def hub():
    return Hub()


@pytest.fixture
def verify(capsys):
    def run(*options):
        try:
            call_command("verify_editions", *options)
        except CommandError as error:
            return f"{capsys.readouterr().out}{error}"
        return capsys.readouterr().out

    return run


def ledger_rows():
    return list(
        Edition.objects.order_by("pk").values_list("pk", "document", "digest", "content_digest", "chain")
    )


def alter(editions, find=b"Walking", put=b"Talking"):
    edition = editions.get()
    editions.update(document=bytes(edition.document).replace(find, put))


def lose_edition(editions):
    Inclusion.objects.filter(edition__in=editions).delete()
    editions.delete()


def move_route(hub, path="articles/walking"):
    Route.objects.filter(path=path).update(thing=thing_of(hub.gone))


def current_of_another(hub):
    Thing.objects.filter(pk=hub.thing.pk).update(current=None)
    Thing.objects.filter(pk=thing_of(hub.gone).pk).update(current=hub.thing.editions.get(number=2))


def sequence_of_another(hub):
    sequence = hub.thing.sequence
    Thing.objects.filter(pk=hub.thing.pk).update(sequence=None)
    Thing.objects.filter(pk=thing_of(hub.gone).pk).update(sequence=sequence)


def drop_inclusions(hub, role):
    Inclusion.objects.filter(edition__in=hub.current, role=role).delete()


def test_nothing_is_wrong_with_a_whole_hub(hub, verify):
    said = verify()
    assert re.fullmatch(r"Nothing wrong: \d+ editions of 8 things, \d+ routes, \d+ inclusions\.\n", said), (
        said
    )


MENDED = {
    "title": (lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(title="X"), "its title is “X”"),
    "url": (lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(url=None), "its url is “None”"),
    "path": (lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(path="a/b"), "its path is “a/b”"),
    "state": (lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(state="gone"), "its state is “gone”"),
    "was_public": (
        lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(was_public=False),
        "its was_public is “False”",
    ),
    "audience": (
        lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(audience="partners"),
        "its audience is “partners”",
    ),
    "sequence": (
        lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(sequence=900),
        "its sequence is “900”",
    ),
    "former paths": (
        lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(former_paths=[]),
        "its former_paths is “[]”",
    ),
    "review": (
        lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(review_state="overdue"),
        "its review_state is “overdue”",
    ),
    "published at": (
        lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(
            published_at=F("published_at") + timedelta(1)
        ),
        "its published_at is",
    ),
    "updated at": (
        lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(updated_at=None),
        "its updated_at is “None”",
    ),
    "path of a tombstone": (
        lambda hub: Thing.objects.filter(pk=thing_of(hub.gone).pk).update(path="articles/x", title="Y"),
        "its path is “articles/x”",
    ),
    "current": (
        lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(current=hub.first.get()),
        "its current edition is not its newest one",
    ),
    "current of another": (current_of_another, "its current edition is not its newest one"),
    "sequence of another": (sequence_of_another, "its sequence is"),
    "no current": (
        lambda hub: Thing.objects.filter(pk=hub.thing.pk).update(current=None),
        "its current edition is not its newest one",
    ),
    "route": (
        lambda hub: Route.objects.filter(path="articles/walking").delete(),
        "no route leads from “articles/walking” to it",
    ),
    "former route": (
        lambda hub: Route.objects.filter(path="articles/walking-after-surgery").delete(),
        "no route leads from “articles/walking-after-surgery” to it",
    ),
    "route of a tombstone": (
        lambda hub: Route.objects.filter(path="articles/no-longer").delete(),
        "no route leads from “articles/no-longer” to it",
    ),
    "route of another": (move_route, "the route of “articles/walking” leads to article “No longer”"),
    "spare route": (
        lambda hub: Route.objects.create(locale="en", path="articles/spare", thing=hub.thing),
        "“articles/spare” leads to it, which its current edition does not say",
    ),
    "benefit": (lambda hub: drop_inclusions(hub, "benefit"), "its document names benefit"),
    "disclaimer": (lambda hub: drop_inclusions(hub, "disclaimer"), "its document names disclaimer"),
    "topic": (lambda hub: drop_inclusions(hub, "topic"), "its document names topic"),
    "person": (lambda hub: drop_inclusions(hub, "person"), "its document names person"),
    "related": (lambda hub: drop_inclusions(hub, "related"), "its document names related"),
    "clinic": (lambda hub: drop_inclusions(hub, "site"), "no inclusion says that it names the clinic"),
    "number of a part": (
        lambda hub: Inclusion.objects.filter(edition__in=hub.current, role="benefit").update(number=7),
        "says benefit",
    ),
    "spare inclusion": (
        lambda hub: Inclusion.objects.filter(edition__in=hub.current, role="link").update(role="topic"),
        "which its document does not name",
    ),
    "what is current of inclusions": (
        lambda hub: Inclusion.objects.filter(edition__in=hub.current).update(current=False),
        "its inclusions do not say rightly which of its editions is current",
    ),
    "what was current of inclusions": (
        lambda hub: Inclusion.objects.filter(edition__in=hub.first).update(current=True),
        "its inclusions do not say rightly which of its editions is current",
    ),
    "listing": (
        lambda hub: hub.current.update(listing=b'{"title":"X"}'),
        "its listing is not what its document says",
    ),
    "listing of an earlier edition": (
        lambda hub: hub.first.update(listing=b"{}"),
        "edition 1: its listing is not what its document says",
    ),
    "edition's state": (
        lambda hub: hub.current.update(state="gone"),
        "its state is not what its document says, “published”",
    ),
    "edition's audience": (
        lambda hub: hub.current.update(audience="partners"),
        "its audience is not what its document says, “public”",
    ),
    "number": (
        lambda hub: hub.current.update(number=5),
        "edition 5: its number is not what its document says, “2”",
    ),
    "live and not published": (
        lambda hub: ArticlePage.objects.filter(pk=hub.gone.pk).update(live=True),
        "it is live, and not published",
    ),
    "published and not live": (
        lambda hub: ArticlePage.objects.filter(pk=hub.article.pk).update(live=False),
        "it is published, and not live",
    ),
}


@pytest.mark.parametrize(("damage", "words"), MENDED.values(), ids=MENDED)
def test_damage_is_named_and_mended(hub, verify, damage, words):
    before = ledger_rows()
    damage(hub)
    said = verify()
    assert words in said
    assert "--repair" in said.splitlines()[-1]
    assert "After the repair:\nNothing wrong" in verify("--repair")
    assert verify().startswith("Nothing wrong")
    assert ledger_rows()[: len(before)] == before


def test_picture_that_no_inclusion_tells_of_is_named_and_mended(verify):
    make_disclaimer()
    page = make_article(hero_image=make_image())
    Inclusion.objects.filter(edition__thing=thing_of(page), role="image").delete()
    assert "its document names image" in verify()
    assert "After the repair:\nNothing wrong" in verify("--repair")


LASTING = {
    "a byte of a current document": (
        lambda hub: alter(hub.current),
        "edition 2: its stored document was altered",
    ),
    "a byte of an earlier document": (
        lambda hub: alter(hub.first),
        "edition 1: its stored document was altered",
    ),
    "no JSON any more": (lambda hub: hub.current.update(document=b"\xff"), "its stored document was altered"),
    "digest": (lambda hub: hub.current.update(digest="0" * 64), "edition 2: its digest was altered"),
    "content digest": (
        lambda hub: hub.first.update(content_digest="0" * 64),
        "its content_digest is not that of its document",
    ),
    "chain": (lambda hub: hub.first.update(chain="0" * 64), "its chain does not follow"),
    "an edition": (lambda hub: lose_edition(hub.first), "edition 1 is missing"),
    "an edition of the ledger": (lambda hub: lose_edition(hub.first), "The ledger: of its sequence,"),
    "the last editions": (
        lambda hub: Ledger.objects.update(sequence=F("sequence") + 2),
        "is missing: it says that it ends at",
    ),
    "the end of the chain": (
        lambda hub: Ledger.objects.update(chain="0" * 64),
        "and another chain than its last",
    ),
}


@pytest.mark.parametrize(("damage", "words"), LASTING.values(), ids=LASTING)
def test_what_was_published_is_never_rewritten(hub, verify, damage, words):
    damage(hub)
    before = ledger_rows()
    said = verify()
    assert words in said
    assert "backup" in said
    assert words in verify("--repair").partition("After the repair:")[2]
    assert ledger_rows()[: len(before)] == before


def test_altered_part_is_not_compiled_into_others(hub, verify):
    alter(Edition.objects.filter(pk=thing_of(hub.disclaimer).current_id), b"care team", b"care tear")
    ArticlePage.objects.filter(pk=hub.article.pk).update(summary="Not yet.")
    assert "Nothing was compiled" in verify("--repair")
    assert len(editions_of(hub.article)) == 2


@pytest.mark.parametrize("stored", [b'{"title": "Talking"}', b"\xff"], ids=["altered", "no JSON any more"])
def test_altered_document_is_superseded_by_publishing_anew(hub, verify, stored):
    hub.current.update(document=stored)
    edit(hub.article, summary="New words.")
    assert document_of(hub.article)["title"] == "Walking"
    said = verify()
    assert said.count("\n") == 1
    assert "edition 2: its stored document was altered" in said


def test_forged_edition_with_its_digests_breaks_the_chain(hub, verify):
    edition = hub.first.get()
    forged = json.loads(bytes(edition.document)) | {"title": "Forged", "surprise": 1}
    stored = canonical_bytes(forged)
    hub.first.update(document=stored, digest=sha256_hex(stored))
    said = verify()
    assert "edition 1: its chain does not follow" in said


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Walking after surgery", "Nothing wrong"), ("Walking", "its document does not match its schema")],
    ids=["superseded", "current"],
)
def test_only_what_is_current_must_match_the_schema_of_today(hub, verify, monkeypatch, title, expected):
    def check(document):
        if document.get("title") == title:
            raise InvalidDocument("article/1", ("body",), "something new is required")

    monkeypatch.setattr("cms.editions.audit.read.check_document", check)
    assert expected in verify()


def test_part_left_behind_is_named_unless_something_is_pending(hub, verify, monkeypatch):
    monkeypatch.setattr(cascade, "HANDFUL", 0)
    edit(hub.benefit, body="<p>New words.</p>")
    assert PendingRecompile.objects.exists()
    assert verify().startswith("Nothing wrong")
    PendingRecompile.objects.all().delete()
    assert "its newest is 2, and nothing is pending" in verify()
    assert "After the repair:\nNothing wrong" in verify("--repair")
    assert document_of(hub.article)["body"][0]["items"][0]["part"]["edition"] == 2


def test_what_is_pending_for_long_is_named(hub, verify, monkeypatch):
    monkeypatch.setattr(cascade, "HANDFUL", 0)
    edit(hub.benefit, body="<p>New words.</p>")
    Cascade.objects.update(began_at=timezone.now() - timedelta(hours=2))
    assert "cascade of “Less pain”: 1 of 1 things still wait to be compiled, since" in verify()
    assert "After the repair:\nNothing wrong" in verify("--repair")


def test_notice_in_the_place_of_a_benefit_is_included_too(hub, verify):
    terms = Terms(reason="incorrect", notice="Do not do this.", shown_in_articles=True)
    withdraw(hub.benefit, terms)
    assert document_of(hub.article)["body"][0]["notices"]
    assert verify().startswith("Nothing wrong")
    drop_inclusions(hub, "benefit")
    assert "its document names benefit" in verify()
    assert "After the repair:\nNothing wrong" in verify("--repair")


def test_route_without_a_thing_is_dropped(hub, verify):
    """Both databases look at references when a transaction ends; here it is mended before that."""
    Route.objects.create(locale="en", path="articles/lost", thing_id=10**6)
    assert "route “articles/lost” (en): it leads to nothing" in verify()
    assert "After the repair:\nNothing wrong" in verify("--repair")


def test_refused_article_is_named_with_the_reason(hub, verify):
    bare = make_article("Bare", live=False)
    ArticlePage.objects.filter(pk=bare.pk).update(live=True, slug="walking")
    Benefit.objects.filter(pk=hub.benefit.pk).update(title="Healed")
    said = verify("--repair")
    assert "The address “articles/walking” belongs to “Walking”" in said
    assert "“Bare”" in said.partition("After the repair:")[2]
    assert document_of(hub.article)["body"][0]["items"][0]["title"] == "Healed"


TITLED = {
    "steps": {"title": "What next", "items": [{"title": "Call", "text": "<p>Soon.</p>"}]},
    "questions": {"title": "Asked often", "items": [{"question": "When?", "answer": "<p>Soon.</p>"}]},
    "callout": {"level": "urgent", "title": "Fever", "text": "<p>Call us.</p>"},
}


@pytest.mark.parametrize("kind", TITLED)
def test_article_with_titled_blocks_is_sound(kind):
    """A stored document's keys have another order than the compiled one's: it has the same words."""
    make_disclaimer()
    make_article(body=[{"type": kind, "value": TITLED[kind]}])
    assert list(audit_ledger()) == []
