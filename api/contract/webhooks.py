"""Webhooks in the contract: what a receiver is sent, and what it may answer."""

from typing import Any

from .examples import example_of

SCHEMA = "ChangeMessage"
_ABOUT = (
    "Sent by the hub to every webhook, an administrator's or a partner's, one message at a time, in order. A "
    "message that is not answered with 2xx within ten seconds is sent again, later and later, with what has "
    "changed since. Signed as https://www.standardwebhooks.com says."
)
_HEADERS = {
    "webhook-id": "Names the message. Sent again with the same changes, it has the same id.",
    "webhook-timestamp": "When it was sent, in seconds since 1970. Refuse what is older than five minutes.",
    "webhook-signature": "`v1,` and the HMAC-SHA-256 of id, timestamp and body, joined by dots, in base64.",
}
_ANSWERS = {
    "2XX": "Taken. The next message tells what changed after this one.",
    "410": "Nothing more is sent, until somebody turns the webhook on again.",
    "default": "Not taken. It is sent again later. No redirect is followed.",
}


def webhooks() -> dict[str, Any]:
    """The contract's `webhooks` (OpenAPI 3.1)."""
    content = {"schema": {"$ref": f"#/components/schemas/{SCHEMA}"}, "example": example_of(SCHEMA)}
    operation = {
        "operationId": "receive_changes",
        "summary": "Be told what changes",
        "description": _ABOUT,
        "tags": ["changes"],
        "parameters": [_header(name, about) for name, about in _HEADERS.items()],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {status: {"description": about} for status, about in _ANSWERS.items()},
    }
    return {"changes": {"post": operation}}


def _header(name: str, about: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": True,
        "description": about,
        "schema": {"type": "string"},
    }
