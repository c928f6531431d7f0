"""An editor at work: the article's form, read and sent over HTTP as a browser does."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import httpx
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from cms.articles.models import ArticlePage

from .processes import HUB

EDITOR = "bench-editor"


@dataclass
class Publication:
    """An article's form with a new summary filled in, ready to be sent."""

    browser: httpx.Client
    page: ArticlePage
    words: str
    form: dict[str, Any]

    def send(self) -> None:
        """Publish. What is refused shows the form again, or sends the editor back to it."""
        url = _url(self.page)
        answer = self.browser.post(url, data=self.form, headers={"Referer": f"{HUB}{url}"})
        if answer.status_code != 302 or "/edit/" in answer.headers["Location"]:
            place = answer.headers.get("Location", "")
            raise RuntimeError(f"“{self.page}” was not published: {answer.status_code} {place}")


def some_articles(count: int) -> Iterator[ArticlePage]:
    """Here and there in the corpus, the same ones each time, each read when it is its turn."""
    keys = list(ArticlePage.objects.filter(live=True).order_by("pk").values_list("pk", flat=True))
    for key in Random("articles").choices(keys, k=count):
        yield ArticlePage.objects.get(pk=key)


def publications(count: int) -> Iterator[Publication]:
    """Some articles, each with its form open when it is its turn."""
    browser = sign_in()
    for page in some_articles(count):
        words = f"Published anew at {time.time_ns()}."
        yield Publication(browser, page, words, {**open_form(browser, page), "summary": words})


def sign_in() -> httpx.Client:
    """A browser with a superuser's session."""
    users = get_user_model().objects
    editor = users.filter(username=EDITOR).first() or users.create_superuser(EDITOR)
    session = SessionStore()
    session[SESSION_KEY] = str(editor.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = editor.get_session_auth_hash()
    session.create()
    cookies = {settings.SESSION_COOKIE_NAME: str(session.session_key)}
    return httpx.Client(base_url=HUB, cookies=cookies, timeout=120)


def open_form(browser: httpx.Client, page: ArticlePage) -> dict[str, Any]:
    """The form of this article as the editor opens it, about to publish."""
    answer = browser.get(_url(page)).raise_for_status()
    fields = querydict_from_html(answer.text, form_id="page-edit-form", exclude_csrf=False).dict()
    body = nested_form_data({"body": _stream(page.body.get_prep_value())})
    return {**fields, **body, "action-publish": "action-publish"}


def _url(page: ArticlePage) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def _stream(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows of a stream or of a list, with the ids that they have."""
    rows = streamfield([(block["type"], _value(block["type"], block["value"])) for block in blocks])
    for number, block in enumerate(blocks):
        rows[str(number)]["id"] = block["id"]
    return rows


def _value(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _value(key, each) for key, each in value.items()}
    if isinstance(value, list):
        return _stream(value)
    rich = name in ("text", "answer") and (not value or value.startswith("<"))
    return rich_text(value or "") if rich else "" if value is None else str(value)
