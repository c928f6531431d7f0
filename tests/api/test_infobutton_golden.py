"""The whole answer in both forms, to the letter. `UPDATE_GOLDEN=1` writes the files anew."""

import json
import os
from xml.dom import minidom

import pytest

from tests.api.infobutton import CRITERIA, SCT_OID, address, coded, publish_site
from tests.launching import ROOT

pytestmark = pytest.mark.django_db
GOLDEN = ROOT / "api/contract/examples"


@pytest.fixture
def asked():
    publish_site()
    coded("walking-again", "M54.5")
    coded("sleeping", "M54.5", "G47.0")
    return address("M54.50", (SCT_OID, "161891005"), **{f"{CRITERIA}.dn": "Low back pain, unspecified"})


def check(name, text):
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_json(read, asked):
    answer = read.json(f"{asked}&knowledgeResponseType=application/json")
    check("infobutton.json", json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def test_atom(read, asked):
    answer = read(asked).content
    check("infobutton.xml", minidom.parseString(answer).toprettyxml(indent="  "))
