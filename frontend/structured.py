"""What machines read on the page of an article or a guide: schema.org's MedicalWebPage as JSON-LD."""

import json
from typing import Any

from markupsafe import Markup

from frontend.addresses import Document
from frontend.pictures import picture

# A script element ends at the first `</script`, wherever it stands: these must not appear in it.
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def json_ld(document: Document, site: Document) -> Markup:
    """JSON-LD that is safe inside a script element."""
    text = json.dumps(_article(document, site), ensure_ascii=False, sort_keys=True)
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - what could end the element is escaped above.


def _article(document: Document, site: Document) -> dict[str, Any]:
    review = document["review"]
    values = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": document["title"],
        "description": document["summary"],
        "url": document["url"],
        "inLanguage": document["locale"],
        "datePublished": document["published_at"],
        "dateModified": document["updated_at"],
        "lastReviewed": review["reviewed_on"],
        "reviewedBy": review["reviewed_by"] and _person(review["reviewed_by"]),
        "author": [_person(author) for author in document.get("authors", ())],
        "about": [_condition(code) for code in document.get("codes", ())],
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "hasPart": [_part(article) for article in document.get("articles", ())],
        "image": document["image"] and picture(document["image"], "social")["plain"]["url"],
        "publisher": {"@type": "MedicalOrganization", "name": site["name"], "url": site["url"]},
        "creditText": document["attribution"]["text"],
        "usageInfo": [{"@type": "CreativeWork", "text": item["text"]} for item in document["disclaimers"]],
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in values.items() if value}


def _part(article: Document) -> dict[str, Any]:
    told = {"name": article["title"], "url": article["url"], "position": article["number"]}
    return {"@type": "MedicalWebPage", **told}


def _person(person: Document) -> dict[str, Any]:
    named = {"@type": "Person", "name": person["name"], "honorificSuffix": person["credentials"]}
    return {name: value for name, value in named.items() if value}


def _condition(code: Document) -> dict[str, Any]:
    coded = {"@type": "MedicalCode", "codeValue": code["code"], "codingSystem": code["system"]}
    return {"@type": "MedicalEntity", "name": code["display"] or code["code"], "code": coded}
