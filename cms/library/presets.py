"""The sizes and formats in which documents offer a picture. Made when it is saved, looked up ever after."""

from collections.abc import Iterator
from typing import Any

from wagtail.images.models import Filter

from .models import Image

# The best compressed first, as `<picture>` wants them. What is transparent stands on white in JPEG.
FORMATS = {
    "image/avif": "clean|format-avif|avifquality-55",
    "image/webp": "clean|format-webp|webpquality-80",
    "image/jpeg": "bgcolor-ffffff|clean|format-jpeg|jpegquality-82",
}
# `fill` cuts around the focal point; `width` cuts nothing. Nothing is enlarged.
SIZES = {
    "card": ("fill-320x180", "fill-640x360"),
    "hero": ("width-800", "width-1600"),
    "inline": ("width-480", "width-960"),
    "social": ("fill-1200x630",),
}
ONLY_JPEG = ("social",)
"""Social networks show no other format reliably."""


def specs() -> Iterator[tuple[str, str, str]]:
    """Preset, media type, and what Wagtail makes it by."""
    for preset, sizes in SIZES.items():
        for media_type, form in FORMATS.items():
            if media_type == "image/jpeg" or preset not in ONLY_JPEG:
                yield from ((preset, media_type, f"{size}|{form}") for size in sizes)


def make_presets(image: Image) -> None:
    """Make every preset that is missing. Slow: call it before the ledger is locked."""
    image.get_renditions(*(spec for _, _, spec in specs()))


def sources_of(image: Image, base_url: str) -> list[dict[str, Any]]:
    """The presets that were made, with absolute addresses. A small picture has fewer widths."""
    made = {(each.filter_spec, each.focal_point_key): each for each in image.renditions.all()}
    sources = {}
    for preset, media_type, spec in specs():
        if found := made.get((spec, Filter(spec=spec).get_cache_key(image))):
            sources[preset, media_type, found.width] = {
                "preset": preset,
                "type": media_type,
                "width": found.width,
                "height": found.height,
                "url": base_url + found.file.name,
            }
    return list(sources.values())


def focal_point_of(image: Image) -> dict[str, float] | None:
    """The middle of what matters in the picture, in parts of its width and height; none if nobody said."""
    point = image.get_focal_point()
    if point is None:
        return None
    return {"x": round(point.centroid_x / image.width, 3), "y": round(point.centroid_y / image.height, 3)}
