"""The demo's pictures: drawn for it, as SVG, and kept as JPEG beside that."""

from django.core.files.images import ImageFile

from cms.library.models import Image

from .content import PICTURES, content_id

CREDIT = "Drawn for Aftercare"


def make_pictures() -> dict[str, Image]:
    return {path.stem: _make_picture(path.stem) for path in sorted(PICTURES.glob("*.jpg"))}


def _make_picture(name: str) -> Image:
    image = Image(title=name.capitalize(), credit=CREDIT, content_id=content_id("image", name))
    with (PICTURES / f"{name}.jpg").open("rb") as file:
        image.file = ImageFile(file, name=f"{name}.jpg")
        image.save()
    return image
