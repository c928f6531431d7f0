"""The answer as MedlinePlus Connect's JSON has it: an Atom feed whose texts are members `_value`."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils.html import format_html, format_html_join

from cms.editions.canonical import Document

from .asked import CRITERIA, LANGUAGES, Criterion
from .lookup import Entry, LookedUp

Node = dict[str, Any]
_NEVER = "1970-01-01T00:00:00Z"


def compose_feed(looked_up: LookedUp, site: Document | None) -> Node:
    """The whole answer; the same bytes as long as the ledger says the same."""
    entries = [_entry(each) for each in looked_up.entries]
    moments = [entry["updated"]["_value"] for entry in entries]
    return {
        "base": f"{settings.SITE_URL}/",
        "lang": looked_up.locale,
        "title": _text(site["name"] if site else settings.CLINIC_NAME),
        "subtitle": _text(", ".join(_name(each) for each in looked_up.criteria)),
        "id": {"_value": _address(looked_up)},
        "updated": {"_value": max([*moments, site["updated_at"] if site else _NEVER])},
        "author": _author(site),
        "category": [*_echo(looked_up.criteria), {"scheme": "informationRecipient", "term": "PAT"}],
        "entry": entries,
        "unmatched": [
            {**_code(each.criterion), "display": each.criterion.display, "reason": each.reason}
            for each in looked_up.unmatched
        ],
    }


def _entry(entry: Entry) -> Node:
    listing = json.loads(entry.article.listing)
    locale, disclaimers = listing["locale"], listing["disclaimers"]
    return {
        "lang": locale,
        "title": _text(listing["title"]),
        "link": [{"href": listing["url"], "rel": "alternate", "type": "text/html", "hreflang": locale}],
        "id": {"_value": _tag(listing)},
        "updated": {"_value": listing["updated_at"]},
        "summary": {"type": "html", "_value": _summary(listing)},
        "rights": _text(listing["attribution"]["text"]),
        "category": list(_led_here(entry)),
        "content_id": {"_value": listing["content_id"]},
        "disclaimer": [
            {"lang": each["lang"], "purpose": each["purpose"], "_value": each["text"]} for each in disclaimers
        ],
    }


def _summary(listing: Document) -> str:
    """What programs show as it is: so the disclaimers and the attribution are in it."""
    lines = ((each["lang"], each["text"]) for each in listing["disclaimers"])
    return format_html(
        '<p>{}</p>{}<p class="attribution"><a href="{}">{}</a>. {}</p>',
        listing["summary"],
        format_html_join("", '<p class="disclaimer" lang="{}">{}</p>', lines),
        *(listing["attribution"][member] for member in ("url", "name", "text")),
    )


def _led_here(entry: Entry) -> Iterator[Node]:
    """The codes of the request, and what each was found by: a broader code, if no article has its own."""
    for criterion, value in entry.answers:
        system, _, code = value.partition("|")
        yield {"scheme": f"{CRITERIA}.c{criterion.number}", "term": criterion.code}
        yield {"scheme": system, "term": code}


def _echo(criteria: Iterable[Criterion]) -> Iterator[Node]:
    for each in criteria:
        for part, term in (("c", each.code), ("cs", each.system), ("dn", each.display)):
            yield {"scheme": f"{CRITERIA}.{part}{each.number}", "term": term}


def _author(site: Document | None) -> Node:
    name = site["attribution"]["name"] if site else settings.CLINIC_NAME
    return {"name": {"_value": name}, "uri": {"_value": f"{settings.SITE_URL}/"}}


def _code(criterion: Criterion) -> Node:
    """As it was asked for, so that whoever asked finds it again."""
    return {"system": criterion.system, "code": criterion.code}


def _name(criterion: Criterion) -> str:
    return f"{criterion.known.name if criterion.known else criterion.system} {criterion.code}"


def _address(looked_up: LookedUp) -> str:
    """Of the same question by the same codes, whatever else a request said."""
    asked = {
        f"{CRITERIA}.{part}{each.number}": value
        for each in looked_up.criteria
        for part, value in (("cs", each.system), ("c", each.code))
    }
    return f"{settings.API_URL}/infobutton/?{urlencode({**asked, LANGUAGES[0]: looked_up.locale})}"


def _tag(listing: Document) -> str:
    """A name for ever (RFC 4151), since an article's address may change."""
    host, day = urlsplit(settings.SITE_URL).hostname, listing["published_at"][:10]
    return f"tag:{host},{day}:{listing['locale']}/{listing['content_id']}"


def _text(value: str) -> Node:
    return {"type": "text", "_value": value}
