"""A picture's file is replaced: the presets follow, and what older editions name stays."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from tests.library.factories import make_image
from tests.publishing.ledger import document_of, editions_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(colour):
    buffer = BytesIO()
    Picture.new("RGB", (1400, 700), colour).save(buffer, "JPEG")
    return SimpleUploadedFile("path.jpg", buffer.getvalue(), "image/jpeg")


def names_of(document, base):
    return [source["url"].removeprefix(base) for source in document["sources"]]


def test_replaced_picture_has_presets_of_the_new_file(admin_client, settings):
    image = make_image(colour="teal")
    before = names_of(document_of(image), settings.MEDIA_URL)
    form = {"title": image.title, "file": picture("red"), "collection": image.collection_id, "tags": ""}
    admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), form)
    after = names_of(document_of(image), settings.MEDIA_URL)
    assert len(editions_of(image)) == 2
    assert len(after) > 10
    assert not set(after) & set(before)
    assert all(default_storage.exists(name) for name in [*before, *after])
