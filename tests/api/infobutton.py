"""Requests and answers of the look-up by clinical codes."""

from urllib.parse import urlencode
from xml.etree import ElementTree

from tests.editions.factories import make_site, publish, publish_article

ICD, SCT = "http://hl7.org/fhir/sid/icd-10-cm", "http://snomed.info/sct"
ICD_OID, SCT_OID = "2.16.840.1.113883.6.90", "2.16.840.1.113883.6.96"
CRITERIA = "mainSearchCriteria.v"
LANGUAGE = "informationRecipient.languageCode.c"
ATOM = {"": "http://www.w3.org/2005/Atom", "a": "urn:aftercare:infobutton"}


def coded(slug, *codes, **changes):
    """Publish an article with these codes, of ICD-10-CM unless a pair says otherwise."""
    pairs = [each if isinstance(each, tuple) else (ICD, each) for each in codes]
    rows = [{"system": system, "code": code, "display": "Its name"} for system, code in pairs]
    return publish_article(slug, codes=rows, **changes)


def publish_site():
    return publish(make_site())


def address(*codes, **others):
    """For codes of ICD-10-CM, or pairs of system and code, the first without a number."""
    query = dict(others)
    for place, each in enumerate(codes):
        system, code = each if isinstance(each, tuple) else (ICD_OID, each)
        number = place or ""
        query |= {f"{CRITERIA}.cs{number}": system, f"{CRITERIA}.c{number}": code}
    return f"infobutton/?{urlencode(query)}"


def feed(read, *codes, **others):
    return read.json(address(*codes, knowledgeResponseType="application/json", **others))["feed"]


def titles(read, *codes, **others):
    return [entry["title"]["_value"] for entry in feed(read, *codes, **others)["entry"]]


def unmatched(read, *codes, **others):
    return [(each["code"], each["reason"]) for each in feed(read, *codes, **others)["unmatched"]]


def atom(read, *codes, **others):
    answer = read(address(*codes, **others))
    assert answer.status_code == 200, answer.content
    return ElementTree.fromstring(answer.content)
