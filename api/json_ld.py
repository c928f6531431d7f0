"""An article or a guide as JSON-LD: schema.org's MedicalWebPage (https://schema.org/MedicalWebPage)."""

import json
from typing import Any

from cms.editions.canonical import Document

from .plain_text import to_text

_PATIENTS = {"@type": "MedicalAudience", "audienceType": "Patient"}


def to_json_ld(document: Document) -> str:
    """What is not known is left out; disclaimers and attribution never are."""
    linked = {**_page(document), **_people(document), **_parts(document)}
    return json.dumps({name: value for name, value in linked.items() if value}, ensure_ascii=False)


def _page(document: Document) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": document["url"],
        "identifier": f"urn:uuid:{document['content_id']}",
        "url": document["url"],
        "name": document["title"],
        "description": document["summary"],
        "inLanguage": document["locale"],
        "version": document["edition"],
        "datePublished": document["published_at"],
        "dateModified": document["updated_at"],
        "lastReviewed": document["review"]["reviewed_on"],
        "aspect": [topic["name"] for topic in document["topics"]],
        "medicalAudience": _PATIENTS,
        "isAccessibleForFree": True,
        "image": _image(document["image"]) if document["image"] else None,
        "text": to_text(document["body_html"]),
    }


def _people(document: Document) -> dict[str, Any]:
    attribution, reviewer = document["attribution"], document["review"]["reviewed_by"]
    return {
        "author": [_person(author) for author in document.get("authors", ())],
        "reviewedBy": _person(reviewer) if reviewer else None,
        "publisher": {
            "@type": "MedicalOrganization",
            "name": attribution["name"],
            "url": attribution["url"],
        },
        "creditText": attribution["text"],
    }


def _parts(document: Document) -> dict[str, Any]:
    translations = [
        {"@type": "MedicalWebPage", "inLanguage": each["locale"], "name": each["title"], "url": each["url"]}
        for each in document["translations"]
    ]
    return {
        "about": [_code(code) for code in document.get("codes", ())],
        "usageInfo": [_disclaimer(disclaimer) for disclaimer in document["disclaimers"]],
        "hasPart": [_article(article) for article in document.get("articles", ())],
        "workTranslation": translations,
    }


def _article(article: dict[str, Any]) -> dict[str, Any]:
    told = {"name": article["title"], "url": article["url"], "position": article["number"]}
    return {"@type": "MedicalWebPage", **told}


def _image(image: Document) -> dict[str, Any]:
    """The file that is made for machines which show one, or else the largest that all can show."""
    files = [each for each in image["sources"] if each["type"] == "image/jpeg"]
    chosen = max(files, key=lambda each: (each["preset"] == "social", each["width"]))
    described = {"caption": image["alt"], "creditText": image["credit"]}
    return {"@type": "ImageObject", **{key: chosen[key] for key in ("url", "width", "height")}, **described}


def _person(person: dict[str, str]) -> dict[str, str]:
    named = {"@type": "Person", "name": person["name"], "honorificSuffix": person["credentials"]}
    return {name: value for name, value in named.items() if value}


def _code(code: dict[str, str]) -> dict[str, Any]:
    coded = {"@type": "MedicalCode", "codeValue": code["code"], "codingSystem": code["system"]}
    return {"@type": "MedicalEntity", "name": code["display"] or code["code"], "code": coded}


def _disclaimer(disclaimer: dict[str, Any]) -> dict[str, str]:
    return {
        "@type": "CreativeWork",
        "name": disclaimer["title"],
        "text": disclaimer["text"],
        "inLanguage": disclaimer["lang"],
    }
