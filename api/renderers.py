"""The media types that the API has. Stored bytes are answered as they are, so nothing is rendered."""

from typing import Any

from rest_framework.renderers import BaseRenderer


class Stored(BaseRenderer):
    """Takes part in negotiation only: views answer bytes."""

    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> Any:
        return data


class StoredJSON(Stored):
    media_type = "application/json"
    format = "json"


class StoredHTML(Stored):
    media_type = "text/html"
    format = "html"


class StoredMarkdown(Stored):
    media_type = "text/markdown"
    format = "md"
