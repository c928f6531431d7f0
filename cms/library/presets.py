"""The sizes and formats in which documents offer a picture. Made when it is saved, looked up ever after."""

from typing import Any

from .models import Image

PRESETS = (
    ("card", "image/webp", "width-640|format-webp|webpquality-80"),
    ("card", "image/jpeg", "width-640|format-jpeg|jpegquality-82"),
    ("hero", "image/webp", "width-1280|format-webp|webpquality-80"),
    ("hero", "image/jpeg", "width-1280|format-jpeg|jpegquality-82"),
)


def make_presets(image: Image) -> None:
    """Make every preset that is missing. Slow: call it before the ledger is locked."""
    image.get_renditions(*(spec for _, _, spec in PRESETS))


def sources_of(image: Image, base_url: str) -> list[dict[str, Any]]:
    """The presets that were made, with absolute addresses, smallest first."""
    made = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
    return [
        {
            "preset": preset,
            "type": media_type,
            "width": made[spec].width,
            "height": made[spec].height,
            "url": base_url + made[spec].file.name,
        }
        for preset, media_type, spec in PRESETS
        if spec in made
    ]
