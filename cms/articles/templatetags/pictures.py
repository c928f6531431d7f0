"""What `<picture>` needs, out of an image's sources."""

from itertools import groupby
from typing import Any

from django import template

from cms.library.given import Document

register = template.Library()


@register.filter
def picture(image: Document, preset: str) -> dict[str, Any]:
    """The files of one preset by type, the best first, and the largest one for all other browsers."""
    sources = [source for source in image["sources"] if source["preset"] == preset] or image["sources"]
    sets = [
        {"type": kind, "srcset": ", ".join(f"{source['url']} {source['width']}w" for source in group)}
        for kind, group in groupby(sources, key=lambda source: str(source["type"]))
    ]
    return {"sets": sets, "plain": sources[-1]}
