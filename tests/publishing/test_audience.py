"""An article that is for partners only: what its document says, and everywhere that it is not."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone

from cms.articles.models import ArticleCode
from cms.editions.models import Edition
from cms.partners.models import Partner, Scope
from cms.partners.services import make_key
from cms.publishing.audit import audit
from tests.api.infobutton import ICD
from tests.api.infobutton import address as address_of
from tests.articles.factories import benefits, make_article, make_guide
from tests.library.factories import make_benefit, make_disclaimer, make_topic
from tests.publishing.ledger import document_of

pytestmark = pytest.mark.django_db
SECRET = "Zanzibarquux"
BASE = "/api/v1/"
PUBLIC = (
    *(
        "articles/",
        f"articles/?q={SECRET}",
        "articles/?topic=recovery",
        "changes/",
        "changes/?include=document",
    ),
    *(f"search/?q={SECRET}", "topics/recovery/", "benefits/less-pain/", "articles/open/", "guides/"),
)


@pytest.fixture
def topic():
    make_disclaimer()
    return make_topic("Recovery")


@pytest.fixture
def private(topic):
    page = make_article(
        f"{SECRET} protocol",
        slug="protocol",
        summary=SECRET,
        topics=[topic],
        audience="partners",
        body=[benefits(make_benefit("Less pain"))],
    )
    page.codes.add(ArticleCode(system=ICD, code="M54.5", display="Low back pain"))
    page.save_revision().publish()
    return page


@pytest.fixture
def key():
    return make_key(partner=Partner.objects.create(name="Harbour Practice"), scopes=Scope, at=timezone.now())[
        1
    ]


def make_public(page, audience="public"):
    page.audience = audience
    page.save_revision().publish()


def test_its_document_leads_to_where_it_is(client, private, key):
    document = document_of(private)
    assert document["audience"] == "partners"
    assert document["comments"]["open"] is False
    assert "embed" not in document["links"]
    assert document["disclaimers"]
    for url in (document["url"], *document["links"].values()):
        address = urlsplit(url)
        assert address.path.startswith("/api/v1/partner/articles/protocol")
        answer = client.get(address.path, headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 200, url
        assert client.get(address.path).status_code == 401


def test_it_is_nowhere_that_is_public(client, private, topic):
    make_article("Open", related=[private], topics=[topic])
    for path in PUBLIC:
        answer = client.get(f"{BASE}{path}")
        assert answer.status_code == 200, path
        # A search says what was looked for.
        assert SECRET not in answer.content.decode().replace(f"q={SECRET}", ""), path
    for form in (
        "/",
        ".html",
        ".md",
        ".jsonld",
        "/editions/",
        "/editions/1/",
        "/comments/",
        "/comments.html",
    ):
        assert client.get(f"{BASE}articles/protocol{form}").status_code == 404
        assert client.get(f"{BASE}articles/{private.content_id}{form}").status_code == 404
    assert client.get(f"{BASE}oembed?url={settings.SITE_URL}/articles/protocol/").status_code == 404
    assert SECRET not in client.get(BASE + address_of("M54.5")).content.decode()
    comment = {"name": "Rosa", "text": "Thank you."}
    assert client.post(f"{BASE}articles/protocol/comments/", comment).status_code == 404


def test_what_it_uses_does_not_count_it(client, private):
    used_by = client.get(f"{BASE}benefits/less-pain/").json()["used_by"]
    assert used_by["count"] == 0


def test_no_public_words_link_to_it(client, private):
    link = f'<p>See <a linktype="page" id="{private.pk}">the protocol</a>.</p>'
    page = make_article("Open", body=[{"type": "text", "value": link}])
    assert document_of(page)["body"][0]["html"] == "<p>See the protocol.</p>"
    make_public(private)
    assert f'href="{settings.SITE_URL}/articles/protocol/"' in document_of(page)["body"][0]["html"]
    make_public(private, "partners")
    assert document_of(page)["body"][0]["html"] == "<p>See the protocol.</p>"


def test_no_guide_leads_to_it(private, topic):
    opened = make_article("Open")
    draft = make_guide(articles=[opened, private], live=False)
    assert "or for partners only" in draft.make_preview_request().content.decode()
    guide = make_guide("Another way", articles=[opened])
    make_public(opened, "partners")
    assert document_of(guide)["articles"] == []


def test_it_is_gone_for_the_public_when_it_becomes_one_for_partners(client, topic):
    page = make_article("Open", topics=[topic])
    make_public(page, "partners")
    for path in ("articles/open/", "articles/open.html", "articles/open/editions/1/"):
        assert client.get(f"{BASE}{path}").status_code == 410
    (change,) = (c for c in client.get(f"{BASE}changes/").json()["changes"] if c["kind"] == "article")
    assert (change["state"], change["edition"]) == ("gone", 2)
    make_public(page)
    assert client.get(f"{BASE}articles/open/").json()["edition"] == 3


def test_its_disclaimer_is_kept_current(private):
    before = document_of(private)["edition"]
    disclaimer = make_disclaimer("Another", on_every_article=True)
    assert document_of(private)["edition"] == before + 1
    assert "Another" in [each["title"] for each in document_of(private)["disclaimers"]]
    assert disclaimer.live


def test_it_has_no_page_on_the_site(private):
    assert private.full_url is None
    assert private.get_url() is None


def test_the_audit_finds_nothing_wrong(private):
    make_public(private)
    make_public(private, "partners")
    assert list(audit()) == []
    assert set(Edition.objects.values_list("audience", flat=True)) == {"public", "partners"}
