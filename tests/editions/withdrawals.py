"""Things that were withdrawn, or merged into another, as the ledger holds them."""

from tests.editions.factories import make_notice, publish, thing_of

WITHDRAWN_AT = "2026-03-11T09:00:00Z"


def successor(content):
    """How a notice names what to read instead."""
    return {
        **{key: content[key] for key in ("content_id", "locale")},
        "kind": content["schema"].partition("/")[0],
        "title": content.get("title") or content["name"],
        "url": content.get("url"),
        "links": {"self": content["links"]["self"]},
    }


def publish_withdrawn(content, *, instead=None, day=9, **changes):
    """The thing is withdrawn, out of date unless told otherwise."""
    told = {
        "state": "withdrawn",
        "title": content.get("title") or content["name"],
        "reason": "outdated",
        "withdrawn_at": WITHDRAWN_AT,
        "successor": instead and successor(instead),
        **changes,
    }
    return publish(make_notice(content, **told), path=thing_of(content).path, day=day)


def publish_moved(content, into, **changes):
    """The thing is merged into another."""
    return publish_withdrawn(content, instead=into, state="moved", reason="merged", **changes)
