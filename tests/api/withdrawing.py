"""The kinds of things that have addresses, and all the addresses that a thing of each kind has."""

from tests.api.addresses import PUBLIC
from tests.editions.factories import (
    make_article,
    make_benefit,
    make_disclaimer,
    make_person,
    make_topic,
    publish,
)

MAKERS = {
    "articles": make_article,
    "benefits": make_benefit,
    "topics": make_topic,
    "people": make_person,
    "disclaimers": make_disclaimer,
}


def forms(collection):
    """What follows a name in this collection's addresses: `/`, `.html`, `/editions/` and so on."""
    start = f"{collection}/<slug:name>"
    paths = [path for path in PUBLIC if path.startswith(start)]
    return [path.removeprefix(start).replace("<int:number>", "1") for path in paths]


ADDRESSES = [(collection, form) for collection in MAKERS for form in forms(collection)]


def publish_in(collection, slug, **changes):
    """A thing of this collection, and the name by which it is addressed."""
    content = MAKERS[collection](slug, **changes)
    path = f"{collection}/{slug}" if "slug" in content else None
    publish(content, path=path)
    return content, slug if path else content["content_id"]
