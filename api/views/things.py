"""Published things: lists, details, and an article's fragment and Markdown."""

import json
import re
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from cms.editions.models import State

from ..answers import Answer, composed, etag_of
from ..contract.described import Contract
from ..filters import FILTERS, resolve_filters
from ..pages import PARAMETERS, Page
from ..parameters import read_locale
from ..problems import Problem
from ..reads import Found, find_page, find_sites
from ..renderers import StoredHTML, StoredMarkdown
from ..things import ARTICLES, Collection, cache_tag, known_digest, require_thing
from ..used_by import used_by
from .read import ReadView

# A title is plain words, whatever marks of Markdown or tags they look like.
_MARKS = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")


class ThingListView(ReadView):
    """Listings, newest first. A page is the stored listings, joined."""

    collection: ClassVar[Collection] = ARTICLES
    parameters = PARAMETERS | {"locale"}
    contract = Contract("list_{name}", "List {name}", "{Kind}ListingPage")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        locale = read_locale(request.GET)
        page = Page(request.GET, f"{self.collection.name}/")
        rows = page.cut(
            find_page(
                self.collection.kind,
                locale,
                filters=self.filters(request, locale),
                limit=page.limit,
                place=page.place,
            )
        )
        fresh = min((row.fresh_until for row in rows if row.fresh_until), default=None)
        return composed(page.render(rows, [row.listing for row in rows]), fresh_until=fresh)

    def filters(self, request: HttpRequest, locale: str) -> dict[str, UUID]:
        return {}


class ArticleListView(ThingListView):
    """The list that can be filtered by what an article includes."""

    parameters = ThingListView.parameters | set(FILTERS)

    def filters(self, request: HttpRequest, locale: str) -> dict[str, UUID]:
        return resolve_filters(request.GET, locale)


class ArticleView(ReadView):
    """The document, exactly as it was stored."""

    contract = Contract("get_article", "Read an article", "Article", tag="articles")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, ARTICLES, route["name"], known=known_digest(request))
        return stored(found)


class PartView(ReadView):
    """A part's document, and where it is used, which is joined when it is read."""

    collection: ClassVar[Collection] = ARTICLES
    contract = Contract("get_{kind}", "Read a {kind}, and where it is used", "{Kind}Detail")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, self.collection, route["name"])
        use, fresh = used_by(found, self.collection)
        shown = json.dumps(use, ensure_ascii=False, separators=(",", ":"))
        content = b'%s,"used_by":%s}' % (bytes(found.document or b"")[:-1], shown.encode())
        return composed(content, fresh_until=fresh, headers=cache_tag(found))


class FragmentView(ReadView):
    """An article's `body_html`, complete with disclaimers and attribution, for whoever pastes it."""

    content_type = "text/html; charset=utf-8"
    renderer_classes = [StoredHTML]
    contract = Contract("get_article_html", "Read an article as HTML", None, "text/html", tag="articles")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, ARTICLES, route["name"])
        document = json.loads(found.document or b"{}")
        headers = (
            ("Content-Security-Policy", "default-src 'none'; img-src *; sandbox allow-popups"),
            *represents(document, found),
        )
        return composed(
            document["body_html"].encode(),
            content_type=self.content_type,
            modified=found.updated_at,
            fresh_until=found.fresh_until,
            headers=headers,
        )


class MarkdownView(ReadView):
    """An article's title and `body_markdown`, complete with disclaimers and attribution."""

    content_type = "text/markdown; charset=utf-8"
    renderer_classes = [StoredMarkdown]
    contract = Contract(
        "get_article_markdown", "Read an article as Markdown", None, "text/markdown", tag="articles"
    )

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, ARTICLES, route["name"])
        document = json.loads(found.document or b"{}")
        title = _MARKS.sub(r"\\\g<0>", document["title"])
        text = f"# {title}\n\n{document['body_markdown']}"
        return composed(
            text.encode(),
            content_type=self.content_type,
            modified=found.updated_at,
            fresh_until=found.fresh_until,
            headers=represents(document, found),
        )


class SiteView(ReadView):
    """The clinic. A language without a profile of its own has the default language's."""

    contract = Contract("get_site", "Read the clinic's profile", "Site", tag="site")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        locale = read_locale(request.GET)
        sites = find_sites(locale, settings.LANGUAGE_CODE, known=known_digest(request))
        published = [site for site in sites if site.state == State.PUBLISHED]
        if not published:
            raise Problem("not-found", "The clinic's profile was not published yet.")
        return stored(max(published, key=lambda site: site.locale == locale))


def stored(found: Found) -> Answer:
    """The stored bytes and their own digest."""
    return Answer(
        found.document,
        etag_of(found.digest),
        modified=found.updated_at,
        fresh_until=found.fresh_until,
        headers=cache_tag(found),
    )


def represents(document: dict[str, Any], found: Found) -> tuple[tuple[str, str], ...]:
    """Search engines and readers learn which page this is a copy of."""
    return ("Link", f'<{document["url"]}>; rel="canonical"'), *cache_tag(found)
