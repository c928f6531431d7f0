"""Presets: every size and format, cut around the focal point, without what the camera wrote."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image as Picture

from cms.library.models import Image
from cms.library.presets import SIZES, specs
from tests.articles.factories import make_article
from tests.library.factories import make_disclaimer, make_image
from tests.publishing.ledger import document_of, editions_of

pytestmark = pytest.mark.django_db
FORMATS = {"image/avif": "AVIF", "image/webp": "WEBP", "image/jpeg": "JPEG"}


def save(picture, kind="JPEG", **options):
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    buffer.seek(0)
    image = Image(title="A picture", file=ImageFile(buffer, name=f"picture.{kind.lower()}"))
    image.save()
    return image


def files_of(image, settings):
    """Each source of the document, and the file that it names, opened."""
    for source in document_of(image)["sources"]:
        name = source["url"].removeprefix(settings.MEDIA_URL)
        yield source, Picture.open(default_storage.open(name))


def widths(image):
    found = {}
    for source in document_of(image)["sources"]:
        found.setdefault((source["preset"], source["type"]), []).append(source["width"])
    return found


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L", "P"])
def test_every_source_is_what_it_says(settings, mode):
    kind = "PNG" if mode == "P" else "JPEG"
    for source, picture in files_of(save(Picture.new(mode, (700, 500)), kind), settings):
        assert picture.format == FORMATS[source["type"]]
        assert picture.size == (source["width"], source["height"])


def test_large_picture_has_every_width(settings):
    found = widths(save(Picture.new("RGB", (1800, 1200))))
    assert found.pop(("social", "image/jpeg")) == [1200]
    expected = {"card": [320, 640], "hero": [800, 1600], "inline": [480, 960]}
    assert found == {(preset, kind): expected[preset] for preset in expected for kind in FORMATS}


def test_small_picture_is_not_enlarged_and_lists_each_width_once():
    for (preset, kind), found in widths(save(Picture.new("RGB", (500, 400)))).items():
        assert max(found) <= 500
        assert len(found) == len(set(found)), (preset, kind)


def test_tiniest_picture_has_every_preset_in_every_format():
    found = widths(save(Picture.new("RGB", (1, 1))))
    assert {preset for preset, _ in found} == set(SIZES)
    assert set(found) == {(preset, kind) for preset, kind, _ in specs()}


def test_what_is_transparent_stands_on_white_in_jpeg(settings):
    image = save(Picture.new("RGBA", (400, 400), (255, 0, 0, 0)), "PNG")
    for source, picture in files_of(image, settings):
        if source["type"] == "image/jpeg":
            assert min(picture.convert("RGB").getpixel((5, 5))) > 250


def test_animation_stands_still(settings):
    frames = [Picture.new("RGB", (400, 400), colour) for colour in ("red", "blue")]
    image = save(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert {picture.format for _, picture in files_of(image, settings)} == set(FORMATS.values())


def test_what_the_camera_wrote_does_not_survive(settings):
    exif = Picture.Exif()
    exif[0x8825] = {1: "N", 2: (52.0, 30.0, 0.0)}
    exif[0x0110] = "Camera of somebody"
    exif[0x0112] = 6
    image = save(Picture.new("RGB", (600, 300)), exif=exif)
    for source, picture in files_of(image, settings):
        assert not picture.getexif(), source
        assert b"Camera of somebody" not in default_storage.open(name_of(source, settings)).read()


def name_of(source, settings):
    return source["url"].removeprefix(settings.MEDIA_URL)


def test_turned_photograph_stands_upright():
    exif = Picture.Exif()
    exif[0x0112] = 6
    image = save(Picture.new("RGB", (600, 300)), exif=exif)
    (source, *_) = [each for each in document_of(image)["sources"] if each["preset"] == "inline"]
    assert source["height"] > source["width"]


def set_focal_point(image, x, y):
    image.focal_point_x, image.focal_point_y = x, y
    image.focal_point_width = image.focal_point_height = 40
    image.save()


def test_focal_point_decides_what_a_card_shows(settings):
    picture = Picture.new("RGB", (400, 1200), "blue")
    picture.paste("red", (0, 900, 400, 1200))
    image = save(picture)
    set_focal_point(image, 200, 1050)
    assert document_of(image)["focal_point"] == {"x": 0.5, "y": 0.875}
    cards = [(s, p) for s, p in files_of(image, settings) if s["preset"] == "card" and p.format == "JPEG"]
    red, _, blue = cards[-1][1].convert("RGB").getpixel((160, 90))
    assert red > 200 > 50 > blue


def test_focal_point_changes_every_article_that_shows_the_picture():
    make_disclaimer()
    image = make_image()
    page = make_article(hero_image=image)
    assert document_of(page)["image"]["focal_point"] is None
    set_focal_point(image, 70, 70)
    shown = document_of(page)["image"]
    assert shown["focal_point"] == {"x": 0.1, "y": 0.2}
    assert (shown["width"], shown["height"]) == (700, 350)
    assert shown["sources"] == document_of(image)["sources"]


def test_healing_makes_presets_that_an_upgrade_brought():
    image = make_image()
    image.renditions.exclude(filter_spec__contains="jpeg").delete()
    call_command("compile_editions")
    assert {source["type"] for source in document_of(image)["sources"]} == set(FORMATS)


def test_reading_makes_nothing(client):
    image = make_image()
    editions = len(editions_of(image))
    image.renditions.all().delete()
    client.get("/api/v1/changes/?include=document")
    assert (image.renditions.count(), len(editions_of(image))) == (0, editions)
