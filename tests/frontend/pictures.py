"""Images made on the spot, so that pages can be looked at as they are meant to be."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw


@cache
def draw(path):
    """Hills in the morning, in the type that the path asks for."""
    width = 640 if "card" in path else 1280
    image = Image.new("RGB", (width, width * 2 // 3), "#f6e3cf")
    canvas, unit = ImageDraw.Draw(image), width // 16
    canvas.ellipse((11 * unit, unit, 14 * unit, 4 * unit), fill="#e79b74")
    for step, colour in enumerate(("#b9d1c2", "#7fae9d", "#3f7f72", "#1f5b52")):
        top = (5 + step * 1.5) * unit
        canvas.ellipse(
            (-6 * unit + step * 4 * unit, top, 16 * unit + step * 3 * unit, top + 14 * unit), fill=colour
        )
    made = BytesIO()
    image.save(made, path.rpartition(".")[2].upper())
    return made.getvalue()
