"""What only drafts say is found nowhere: every address, every form and every filter is asked."""

import pytest
from django.utils import timezone

from cms.articles.models import ArticleCode
from cms.editions.models import Edition, SearchEntry
from cms.partners.models import Partner, Scope
from cms.partners.services import make_key
from tests.api.infobutton import ICD
from tests.api.infobutton import address as address_of
from tests.articles.factories import benefits, make_article, make_guide
from tests.library.factories import make_benefit, make_disclaimer, make_image, make_person, make_topic

pytestmark = pytest.mark.django_db
SECRET = "Zanzibarquux"
LISTS = ("articles", "guides", "benefits", "disclaimers", "topics", "people")
FORMS = ("/", ".html", ".md", ".txt", ".jsonld", "/editions/", "/editions/1/")
COMMENTS = ("/comments/", "/comments.html")


def draft(part, **fields):
    """Words that an editor saves and nobody publishes."""
    unsaved = part.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(unsaved, name, value)
    unsaved.save_revision()


@pytest.fixture
def published():
    """Something live of every kind, and a secret in the draft of each."""
    image, person, topic = make_image(alt="A path"), make_person(), make_topic()
    disclaimer, benefit = make_disclaimer(), make_benefit()
    page = make_article(body=[benefits(benefit)], topics=[topic], authors=[person], hero_image=image)
    page.codes.add(ArticleCode(system=ICD, code="M54.5", display="Low back pain"))
    page.save_revision().publish()
    guide = make_guide(articles=[page], topics=[topic], introduction="<p>Begin here.</p>")
    draft(page, title=f"{SECRET} title", summary=SECRET, hero_alt=SECRET)
    draft(guide, title=SECRET, summary=SECRET, introduction=f"<p>{SECRET}</p>")
    draft(benefit, title=SECRET, body=f"<p>{SECRET}</p>")
    draft(disclaimer, title=SECRET, body=f"<p>{SECRET}</p>")
    draft(person, name=SECRET, role=SECRET)
    draft(topic, name=SECRET, description=SECRET)
    return {
        "articles": page,
        "guides": guide,
        "benefits": benefit,
        "disclaimers": disclaimer,
        "topics": topic,
        "people": person,
    }


@pytest.fixture
def never_published():
    """The same, and none of it was ever live."""
    benefit = make_benefit(SECRET, body=f"<p>{SECRET}</p>", live=False)
    make_disclaimer(SECRET, body=f"<p>{SECRET}</p>", live=False)
    make_person(SECRET, live=False)
    make_topic(SECRET, live=False)
    return benefit


def addresses(published):
    """Every address there is, with every filter that names one of these."""
    yield from ("site/", "changes/", "changes/?include=document", "search/?q=walking", "openapi.json")
    for name, item in published.items():
        yield from (f"{name}/", f"{name}/?limit=1", f"{name}/?fields=links")
        for form in FORMS if name in ("articles", "guides") else ("/", "/editions/", "/editions/1/"):
            yield f"{name}/{item.content_id}{form}"
    yield from (f"articles/{published['articles'].content_id}{form}" for form in COMMENTS)
    yield f"guides/?article={published['articles'].content_id}"
    for name in ("topic", "benefit", "disclaimer", "person", "author"):
        plural = "people" if name in ("person", "author") else f"{name}s"
        yield f"articles/?{name}={published[plural].content_id}"
    for order in ("title", "-updated_at", "published_at"):
        yield f"articles/?ordering={order}"
    yield address_of("M54.5")
    yield address_of("M54.5", "M54.2", knowledgeResponseType="application/json")
    yield f"oembed?url=http://localhost:8001/articles/{published['articles'].slug}/"
    yield from (f"partner/{path}" for path in ("", "articles/", "changes/?include=document", "usage/"))
    yield from (f"partner/articles/{published['articles'].content_id}{form}" for form in FORMS)


def test_no_address_tells_what_drafts_say(client, published, never_published):
    asked = list(addresses(published))
    assert len(asked) > 40
    _, key = make_key(
        partner=Partner.objects.create(name="Harbour Practice"), scopes=Scope, at=timezone.now()
    )
    for path in asked:
        headers = {"Authorization": f"Bearer {key}"} if path.startswith("partner/") else {}
        answer = client.get(f"/api/v1/{path}", headers=headers)
        assert answer.status_code == 200, (path, answer.content)
        assert SECRET.encode() not in answer.content, path


@pytest.mark.parametrize("name", LISTS)
def test_no_search_finds_it(client, published, never_published, name):
    assert client.get(f"/api/v1/{name}/", {"q": SECRET}).json()["results"] == []
    kind = "person" if name == "people" else name[:-1]
    found = client.get("/api/v1/search/", {"q": f"{SECRET}*", "kind": kind}).json()
    assert (found["results"], found["total"], found["topics"]) == ([], 0, [])


def test_nothing_of_it_is_stored_for_readers(published, never_published):
    stored = [bytes(edition.document) + bytes(edition.listing) for edition in Edition.objects.all()]
    words = [f"{each.title} {each.headings} {each.body} {each.text}" for each in SearchEntry.objects.all()]
    assert not [text for text in stored if SECRET.encode() in text]
    assert not [text for text in words if SECRET.lower() in text.lower()]
