"""What drf-spectacular calls before and after it describes the views."""

from typing import Any

from .components import Schema, components
from .schema import PARTNER_KEY
from .webhooks import webhooks

_ABOUT = "Patient education, as it is published now: read it, follow it, embed it."

_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A partner's key, as an administrator of the hub gave it out: `aftercare_…`.",
}


def keep_ours(endpoints: list[tuple[Any, ...]], **_: Any) -> list[tuple[Any, ...]]:
    """At the start: the admin has views of REST framework too."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def add_components(result: Schema, **_: Any) -> Schema:
    """At the end: put in the schemas, all in one place, and what the hub sends by itself."""
    result["info"] = {"title": "Aftercare", "version": "1", "description": _ABOUT}
    result["webhooks"] = webhooks()
    result["components"] = {"schemas": components(), "securitySchemes": {PARTNER_KEY: _KEY}}
    return result
