"""Look-ups by clinical code."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cms.editions.models import State

from ..answers import JSON, Answer, composed, tell_tags
from ..contract.described import Contract
from ..infobutton.asked import (
    CRITERIA,
    LANGUAGES,
    RESPONSE_TYPE,
    TYPES,
    read_criteria,
    read_language,
    read_type,
)
from ..infobutton.atom import to_atom
from ..infobutton.counting import count
from ..infobutton.feed import compose_feed
from ..infobutton.lookup import LookedUp, look_up
from ..reads import Found, find_sites
from ..things import ARTICLES
from .read import ReadView


class InfobuttonView(ReadView):
    """The articles that answer clinical codes, and the codes that none answers.

    Each further code has parameters that end with a number: `…v.cs1`, `…v.c1`, `…v.dn1`, and so on. Other
    parameters are ignored, as the specification asks.
    """

    offers = TYPES
    negotiates = True
    refuses_unknown = False
    required = frozenset({f"{CRITERIA}.cs", f"{CRITERIA}.c"})
    parameters = frozenset({f"{CRITERIA}.cs", f"{CRITERIA}.c", f"{CRITERIA}.dn", LANGUAGES[0], RESPONSE_TYPE})
    contract = Contract(
        "look_up_codes", "Find articles by clinical codes", "Infobutton", others=TYPES[:2], tag="search"
    )

    def preferred(self, request: HttpRequest) -> str:
        """What the request names stands above what its program accepts."""
        return read_type(request.GET) or super().preferred(request)

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        media_type, locale = self.media_type, read_language(request.GET)
        looked_up = look_up(read_criteria(request.GET), locale)
        count(request, looked_up.unmatched, locale)
        site = _find_site(locale)
        feed = compose_feed(looked_up, json.loads(site.document or b"{}") if site else None)
        moments = [each.article.fresh_until for each in looked_up.entries]
        return composed(
            _write(feed, media_type),
            content_type=media_type if media_type == JSON else f"{media_type}; charset=utf-8",
            fresh_until=min(filter(None, moments), default=None),
            headers=tell_tags(_tags(looked_up, site)),
        )


def _find_site(locale: str) -> Found | None:
    """Who answers: in this language, if the clinic has its profile in it."""
    sites = [each for each in find_sites(locale, settings.LANGUAGE_CODE) if each.state == State.PUBLISHED]
    return max(sites, key=lambda site: site.locale == locale, default=None)


def _write(feed: dict[str, Any], media_type: str) -> bytes:
    if media_type == JSON:
        return json.dumps({"feed": feed}, ensure_ascii=False, separators=(",", ":")).encode()
    return to_atom(feed)


def _tags(looked_up: LookedUp, site: Found | None) -> list[str]:
    """Those of the lists, since any article may get one of the codes, and those of what is shown."""
    lists = [f"{ARTICLES.name}.{locale}" for locale in (looked_up.locale, settings.LANGUAGE_CODE)]
    shown = [tag for each in looked_up.entries for tag in each.article.cache_tags.split()]
    return list(dict.fromkeys((*lists, *(site.tags.split() if site else ()), *shown)))
