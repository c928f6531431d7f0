"""The examples of docs/infobutton.md are answered, and its table is the program's."""

import re
import shlex
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from django.conf import settings

from cms.codes import CODE_SYSTEMS
from tests.api.infobutton import coded
from tests.launching import ROOT

pytestmark = pytest.mark.django_db
TEXT = (ROOT / "docs/infobutton.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^curl .+?(?=^```)", TEXT, re.MULTILINE | re.DOTALL)


def test_every_command_is_answered_with_an_article(read):
    coded("fusion", "Z98.1")
    assert len(COMMANDS) == 2
    for command in COMMANDS:
        words = shlex.split(command)
        path = words[2].removeprefix(f"{settings.API_URL}/")
        query = [tuple(word.split("=", 1)) for flag, word in pairwise(words) if flag == "-d"]
        accept = {"accept": "application/json"} if "-H" in words else {}
        assert read.json(f"{path}?{urlencode(query)}", **accept)["feed"]["entry"]


def test_table_lists_the_systems():
    rows = re.findall(r"^\| ([^|]+) \| `([\d.]+)` \| `(http\S+)` \|$", TEXT, re.MULTILINE)
    assert rows == [(each.name, each.oids[0], each.uri) for each in CODE_SYSTEMS]
