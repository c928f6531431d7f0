"""What `<picture>` needs, out of an image's sources."""

from itertools import groupby
from typing import Any

from frontend.addresses import Document


def picture(image: Document, preset: str) -> dict[str, Any]:
    """The files of one preset by type, in the document's order, and the plain file for all other browsers."""
    sources = [source for source in image["sources"] if source["preset"] == preset] or image["sources"]
    sets = [
        {"type": kind, "srcset": ", ".join(f"{source['url']} {source['width']}w" for source in group)}
        for kind, group in groupby(sources, key=lambda source: str(source["type"]))
    ]
    return {"sets": sets, "plain": sources[-1], "alt": image["alt"], "credit": image["credit"]}
