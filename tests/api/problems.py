"""The one shape of every error."""

import json

from django.conf import settings


def problem(answer, status, name=None):
    """The problem that an answer is, after a look at its shape."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    body = json.loads(answer.content)
    assert list(body)[:5] == ["type", "title", "status", "detail", "instance"]
    assert body["status"] == status
    assert body["type"].startswith(f"{settings.API_URL}/problems/")
    assert body["detail"].endswith((".", "…"))
    if name:
        assert body["type"] == f"{settings.API_URL}/problems/{name}/"
    return body
