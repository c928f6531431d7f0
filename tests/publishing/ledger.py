"""What the ledger says of a thing, for tests."""

import json

from cms.editions.models import Edition, Thing


def thing_of(item):
    lang = "und" if item.kind == "image" else item.locale.language_code
    return Thing.objects.get(content_id=item.content_id, locale=lang)


def document_of(item):
    return json.loads(thing_of(item).current.document)


def documents_of(kind):
    """Of all that is published of a kind."""
    things = Thing.objects.published().filter(kind=kind).select_related("current")
    return {(thing.content_id, thing.locale): json.loads(thing.current.document) for thing in things}


def editions_of(item):
    return list(Edition.objects.filter(thing=thing_of(item)).order_by("number"))


def all_documents():
    return [json.loads(edition.document) for edition in Edition.objects.order_by("sequence")]
