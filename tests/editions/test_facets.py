"""What lists filter by follows the current edition."""

from datetime import date

import pytest

from cms.editions.audit import Mend, audit_ledger
from cms.editions.models import Facet, SearchEntry, Thing
from cms.editions.repair import rebuild_thing
from tests.editions.factories import make_person, publish_article, publish_gone, thing_of

pytestmark = pytest.mark.django_db
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
REVIEW = {"state": "current", "reviewed_by": None, "reviewed_on": "2026-05-04", "next_review_on": None}


def code(value):
    return {"system": ICD, "code": value, "display": "Back pain"}


def author():
    person = make_person()
    return {key: person[key] for key in ("content_id", "name", "credentials")}


def facets(content):
    return set(thing_of(content).facets.values_list("name", "value"))


def test_codes_and_authors_become_rows():
    article = publish_article(codes=[code("M54.5"), code("M96.1")], authors=[author()])
    assert facets(article) == {
        ("code", f"{ICD}|M54.5"),
        ("code", f"{ICD}|M96.1"),
        ("author", make_person()["content_id"]),
    }


def test_next_edition_replaces_them():
    publish_article(codes=[code("M54.5")], authors=[author()])
    article = publish_article(codes=[code("M96.1")])
    assert facets(article) == {("code", f"{ICD}|M96.1")}


def test_code_named_twice_is_one_row():
    assert len(facets(publish_article(codes=[code("M54.5"), code("M54.5")]))) == 1


def test_what_is_gone_has_none():
    article = publish_article(codes=[code("M54.5")], review=REVIEW)
    publish_gone(article)
    assert (facets(article), thing_of(article).reviewed_on) == (set(), None)


def test_day_of_the_review_becomes_a_column():
    assert thing_of(publish_article(review=REVIEW)).reviewed_on == date(2026, 5, 4)


DAMAGES = [
    Facet.objects.all().delete,
    lambda: Thing.objects.update(reviewed_on=None),
    lambda: Thing.objects.update(cache_tags=""),
    SearchEntry.objects.all().delete,
    lambda: SearchEntry.objects.update(digest="other"),
]


def to_rebuild():
    return [finding for finding in audit_ledger() if finding.mend == Mend.REBUILD]


@pytest.mark.parametrize("damage", DAMAGES, ids=["facets", "day", "tags", "entry", "words"])
def test_damage_is_found_and_mended(damage):
    article = publish_article(codes=[code("M54.5")], review=REVIEW)
    damage()
    (finding,) = to_rebuild()
    rebuild_thing(finding.thing)
    assert to_rebuild() == []
    assert (facets(article), thing_of(article).reviewed_on) == ({("code", f"{ICD}|M54.5")}, date(2026, 5, 4))
