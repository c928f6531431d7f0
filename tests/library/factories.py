"""Library parts for tests, published unless asked otherwise."""

from io import BytesIO

from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image as Picture
from wagtail.models import Locale

from cms.library.models import Benefit, Disclaimer, Image, Person, Topic


def locale(code="en"):
    return Locale.objects.get_or_create(language_code=code)[0]


def save(part, *, live=True):
    """Save as an editor does: a row, a revision, and perhaps its publication."""
    part.save()
    revision = part.save_revision()
    if live:
        revision.publish()
        part.refresh_from_db()
    return part


def make_benefit(
    title="Less pain", body="<p>Gentle exercise eases pain.</p>", *, live=True, lang="en", **fields
):
    benefit = Benefit(title=title, slug=slugify(title), body=body, locale=locale(lang), **fields)
    return save(benefit, live=live)


def make_disclaimer(title="Not advice", *, live=True, lang="en", topics=(), **fields):
    defaults = {"body": "<p>Ask your own care team first.</p>", "on_every_article": not topics}
    disclaimer = Disclaimer(title=title, locale=locale(lang), **(defaults | fields))
    disclaimer.topics = list(topics)
    return save(disclaimer, live=live)


def make_topic(name="Recovery", *, live=True, lang="en", **fields):
    return save(Topic(name=name, slug=slugify(name), locale=locale(lang), **fields), live=live)


def make_person(name="Clinical team", *, live=True, lang="en", **fields):
    return save(Person(name=name, slug=slugify(name), locale=locale(lang), **fields), live=live)


def make_image(title="A path", *, colour="teal", **fields):
    buffer = BytesIO()
    Picture.new("RGB", (700, 350), colour).save(buffer, "JPEG")
    buffer.seek(0)
    image = Image(title=title, file=ImageFile(buffer, name="path.jpg"), **fields)
    image.save()
    return image


def edit(part, **fields):
    """Change fields in a new revision, and publish it."""
    draft = part.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    part.refresh_from_db()
    return part
