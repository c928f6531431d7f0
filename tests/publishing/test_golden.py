"""The contract as whole files: what partners receive, to the letter, and what the contract shows as examples.

After a change that is meant, write them anew with `UPDATE_GOLDEN=1 pytest tests/publishing/test_golden.py`,
and say in the commit what partners will see.
"""

import json
import os
import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from cms.library.models import SiteProfile
from tests.articles.factories import TEXT, benefits, make_article, make_guide
from tests.launching import ROOT
from tests.library.factories import make_benefit, make_disclaimer, make_image, make_person, make_topic
from tests.publishing.ledger import document_of, thing_of

pytestmark = pytest.mark.django_db
GOLDEN = ROOT / "api/contract/examples"


def number(value):
    return UUID(int=value)


@pytest.fixture(autouse=True)
def _frozen_time(monkeypatch):
    moment = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
    monkeypatch.setattr("cms.publishing.publish.timezone.now", lambda: moment)
    monkeypatch.setattr("cms.publishing.resolve.timezone.localdate", lambda: moment.date())


@pytest.fixture
def parts():
    person = make_person(translation_key=number(1), credentials="PT", role="Writes and checks.")
    reviewed = {"reviewed_by": person, "reviewed_on": date(2026, 5, 1), "next_review_on": date(2027, 5, 1)}
    topic = make_topic(translation_key=number(2), description="Getting well.", body="<h2>Start here</h2>")
    return {
        "person": person,
        "topic": topic,
        "image": make_image(content_id=number(3), alt="A path", credit="Made for the tests"),
        "medical": make_disclaimer(translation_key=number(4), **reviewed),
        "emergency": make_disclaimer(
            "Emergencies",
            translation_key=number(5),
            purpose="emergency",
            topics=[topic],
            body="<p>Get help.</p>",
        ),
        "benefit": make_benefit(translation_key=number(6), **reviewed),
        "site": SiteProfile.objects.get(locale__language_code="en"),
    }


@pytest.fixture
def article(parts):
    return make_article(
        translation_key=number(7),
        body=[{**block, "id": str(number(100 + place))} for place, block in enumerate(body_of(parts))],
        topics=[parts["topic"]],
        authors=[parts["person"]],
        hero_image=parts["image"],
        reviewed_by=parts["person"],
        reviewed_on=date(2026, 5, 4),
    )


@pytest.fixture
def guide(parts, article):
    return make_guide(
        articles=[article, make_article("Sleeping after surgery", translation_key=number(10))],
        translation_key=number(9),
        introduction="<p>Read these in the first weeks.</p>",
        topics=[parts["topic"]],
        hero_image=parts["image"],
        reviewed_by=parts["person"],
        reviewed_on=date(2026, 5, 4),
    )


def body_of(parts):
    chosen = benefits(
        parts["benefit"], {"benefit": parts["benefit"], "title": "Our words"}, ("Own", "<p>Own.</p>")
    )
    for place, item in enumerate(chosen["value"]["items"]):
        item["id"] = str(number(200 + place))
    return [
        TEXT,
        chosen,
        {"type": "steps", "value": {"title": "Next", "items": [{"title": "Call", "text": "<p>Soon.</p>"}]}},
        {"type": "callout", "value": {"level": "urgent", "title": "Fever", "text": "<p>Call us.</p>"}},
        {"type": "image", "value": {"image": parts["image"].pk, "caption": "A path", "decorative": True}},
        {
            "type": "table",
            "value": {"data": [["Week", "Steps"], ["1", "500"]], "first_row_is_table_header": True},
        },
        {"type": "questions", "value": {"items": [{"question": "When?", "answer": "<p>Soon.</p>"}]}},
        {"type": "references", "value": {"items": [{"text": "A source", "url": "https://example.org/"}]}},
    ]


KINDS = ["article", "guide", "person", "topic", "image", "medical", "emergency", "benefit", "site"]


@pytest.mark.parametrize("kind", KINDS)
def test_document_is_the_golden_file(kind, parts, article, guide):
    item = {**parts, "article": article, "guide": guide}[kind]
    compare(kind, document_of(item))
    compare(f"{kind}.listing", json.loads(thing_of(item).current.listing))


def test_notice_is_the_golden_file(article):
    article.unpublish()
    compare("notice", document_of(article))


def compare(name, document):
    text = json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    text = re.sub(f'"{SiteProfile.objects.first().content_id}"', f'"{number(8)}"', text)
    text = re.sub(r"images/[0-9a-f]{12,40}", "images/DIGEST", text)
    path = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text)
    assert text == path.read_text()
