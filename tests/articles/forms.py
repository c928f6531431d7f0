"""The article editor's forms, filled in and sent as a browser does."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.articles.models import ArticlePage
from tests.articles.factories import article_index

PUBLISH = {"action-publish": "action-publish"}
SAVE_DRAFT: dict[str, str] = {}
WALKING = [("text", rich_text("<p>Walking helps you to heal.</p>"))]


def benefit_item(benefit=None, title="", text=""):
    """An item of a benefits block: chosen from the library, written here, or both."""
    return {"benefit": str(benefit.pk) if benefit else "", "title": title, "text": rich_text(text)}


def benefits_block(*items, title=""):
    return ("benefits", {"title": title, "items": streamfield([("item", item) for item in items])})


def article_form(**fields):
    """What the editor's form sends. `body` is a list of (type, value); rows are lists of parts."""
    rows = {
        "topics": _chosen("topic", fields.pop("topics", [])),
        "authors": _chosen("person", fields.pop("authors", [])),
        "disclaimers": _chosen("disclaimer", fields.pop("disclaimers", [])),
        "related": _chosen("article", fields.pop("related", [])),
        "codes": inline_formset(fields.pop("codes", [])),
        "comment_threads": inline_formset([]),
    }
    words = {
        "title": "Walking after surgery",
        "slug": "walking-after-surgery",
        "summary": "A short walk helps.",
    }
    settings = {
        "hero_image": "",
        "hero_alt": "",
        "audience": "public",
        "comments_open": "on",
        "go_live_at": "",
        "expire_at": "",
    }
    body = streamfield(fields.pop("body", WALKING))
    return nested_form_data(words | settings | {"body": body} | rows | fields)


def _chosen(name, parts):
    return inline_formset([{name: str(part.pk)} for part in parts])


def create_article(client, *, action=PUBLISH, lang="en", **fields):
    """Send the editor's empty form, filled in; the answer, and the article if there is one."""
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", article_index(lang).pk])
    form = article_form(**fields)
    response = client.post(url, form | action)
    return response, ArticlePage.objects.filter(slug=form["slug"]).first()


def edit_article(client, page, *, action=PUBLISH, **fields):
    """Send the editor's form for an article that exists. Fields not given are those of `article_form`."""
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), article_form(**fields) | action
    )
    page.refresh_from_db()
    return response


def errors_of(response):
    """The messages beside the fields of a form that was shown again."""
    return response.context["form"].errors
