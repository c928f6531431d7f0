"""Search over what is published."""

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, QueryDict

from cms.editions.search.entries import SEARCHED
from cms.editions.search.find import Asked, Count, find
from cms.editions.search.highlights import Marker
from cms.editions.search.query import Query

from ..answers import Answer, composed, tell_tags
from ..contract.described import Contract
from ..filters import read_topic, read_words
from ..limits import KeyedSearchLimit, SearchLimit
from ..pages import PARAMETERS, Page
from ..parameters import invalid, read_choice, read_locale
from ..things import BY_KIND
from .read import ReadView

ORDER = "-rank"
_SHOWN = ("title", "name", "summary", "description")


class SearchView(ReadView):
    """Best first, with what was looked for marked, and how many there are under each topic."""

    parameters = PARAMETERS | {"q", "kind", "locale", "topic"}
    required = frozenset({"q"})
    kinds = SEARCHED
    throttle_classes = [SearchLimit, KeyedSearchLimit]
    contract = Contract("search", "Search what is published", "SearchPage", tag="search")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        asked = _read(request.GET)
        page = Page(request.GET, "search/", ORDER)
        after = (int(str(page.place.value)), page.place.pk) if page.place else None
        found = find(asked, limit=page.limit + 1, after=after, backwards=page.backwards)
        rows = page.cut(found.hits)
        results = page.render(rows, [_result(row.listing, row.text, asked.query) for row in rows])
        counted = {"total": found.total, "topics": [_count(each) for each in found.topics]}
        counts = json.dumps(counted, ensure_ascii=False)
        return composed(
            b"%s,%s" % (results[:-1], counts[1:].encode()),
            fresh_until=min((row.fresh_until for row in rows if row.fresh_until), default=None),
            headers=tell_tags([f"{BY_KIND[asked.kind].name}.{asked.locale}"]),
        )


def _read(query: QueryDict) -> Asked:
    if "q" not in query:
        raise invalid("q", "“q” is what to look for: words, or a phrase in quotation marks.")
    locale = read_locale(query)
    kind = read_choice(query, "kind", SEARCHED) or SEARCHED[0]
    return Asked(read_words(query["q"], locale), kind, locale, read_topic(query, locale))


@lru_cache(maxsize=1024)
def _result(listing: bytes, text: str, query: Query) -> bytes:
    """A hit as it is answered. What many look for is marked once."""
    marker, told = Marker(query), json.loads(listing)
    marked = {name: marker.mark(told[name]) for name in _SHOWN if told.get(name)}
    marked["text"] = marker.mark_passage(text)
    shown = json.dumps({name: text for name, text in marked.items() if text}, ensure_ascii=False)
    return b'%s,"highlights":%s}' % (listing[:-1], shown.encode())


def _count(topic: Count) -> dict[str, Any]:
    slug = topic.path.rpartition("/")[2] if topic.path else ""
    return {"content_id": str(topic.content_id), "slug": slug, "name": topic.name, "count": topic.things}
