"""The oEmbed provider."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ..answers import Answer, composed, seconds_until
from ..contract.described import Contract
from ..notices import is_moved, successor_of
from ..oembed import CACHE_AGE, HEIGHT, SMALLEST, WIDTH, describe_embed, find_by_url
from ..parameters import invalid
from ..problems import Problem
from ..things import ARTICLES, Renamed, cache_tags, require_published
from .read import ReadView


class OEmbedView(ReadView):
    """oEmbed 1.0, type rich, for addresses of the site's articles and of their frame pages.

    Parameters that it does not know are ignored, as the specification asks.
    """

    parameters = frozenset({"url", "maxwidth", "maxheight", "format"})
    required = frozenset({"url"})
    refuses_unknown = False
    contract = Contract("get_oembed", "Embed an article by its address", "OEmbed", tag="embedding")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        url = request.GET.get("url")
        if not url:
            raise invalid("url", "“url” is the address of an article on the site.")
        if request.GET.get("format", "json") != "json":
            raise Problem("not-implemented", "Embeds are described in JSON alone.")
        width, height = _read_size(request, "maxwidth", WIDTH), _read_size(request, "maxheight", HEIGHT)
        found = find_by_url(url)
        if found is None:
            raise Problem("not-found", "This is not the address of an article of the site.")
        if is_moved(found):
            _lead_on(request, successor_of(found))
        require_published(found, ARTICLES)
        embed = describe_embed(json.loads(found.document or b"{}"), width=width, height=height)
        embed["cache_age"] = min(CACHE_AGE, seconds_until(found.fresh_until))
        content = json.dumps(embed, ensure_ascii=False).encode()
        return composed(content, fresh_until=found.fresh_until, headers=cache_tags(found))


def _lead_on(request: HttpRequest, successor: dict[str, Any]) -> None:
    """Raise `Renamed` with the embed of what the article was merged into, if that can be embedded."""
    if successor["kind"] == ARTICLES.kind and successor["url"]:
        query = request.GET.copy()
        query["url"] = successor["url"]
        raise Renamed(f"{settings.API_URL}/oembed?{query.urlencode()}")


def _read_size(request: HttpRequest, name: str, default: int) -> int:
    """Our size, or less where less is asked for."""
    text = request.GET.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and int(text[:9]) >= SMALLEST):
        raise invalid(name, f"“{name}” is a number of pixels, at least {SMALLEST}.")
    return min(default, int(text[:9]))
