"""The page for partners' programs shows what can be sent, and every address that there is."""

import json
import re
import shlex

import pytest

from tests.api.addresses import PARTNER
from tests.editions.factories import make_article, publish
from tests.editions.withdrawals import publish_withdrawn
from tests.launching import ROOT

pytestmark = pytest.mark.django_db
PAGE = (ROOT / "docs/partners.md").read_text()
COMMANDS = [
    command.replace("\\\n", " ") for command in re.findall(r"^    (curl (?:.*\\\n)*.*)$", PAGE, re.MULTILINE)
]
ROWS = re.findall(r"^\| (`partner/.*?) \|.*\|.*\|$", PAGE, re.MULTILINE)


@pytest.fixture
def recalled():
    """What the page acknowledges: the fourth edition of an article is the notice."""
    content = make_article("asthma") | {"content_id": "3814dc00-2857-5d75-a101-33417d8106bb"}
    for day in range(3):
        publish(content | {"title": f"Title {day}"}, path="articles/asthma", day=day)
    publish_withdrawn(content, severity="high")


@pytest.mark.usefixtures("recalled")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.rpartition("/v1/")[2])
def test_what_is_shown_can_be_sent(ask, command):
    words = shlex.split(command)
    assert "Authorization: Bearer aftercare_…" in words
    sent = json.loads(words[words.index("-d") + 1]) if "-d" in words else None
    path = words[-1].partition("/api/v1/partner/")[2]
    answer = ask(path, method="POST" if sent else "GET", sent=sent)
    assert answer.status_code == (201 if sent else 200), answer.content


def test_all_commands_are_found():
    assert len(COMMANDS) == PAGE.count("\n    curl ") == 3


def test_every_address_is_on_the_page():
    told = " ".join(ROWS).replace("`", "")
    for path in PARTNER:
        shown = re.sub(r"<\w+:name>", "{…}", path)
        shown = re.sub(r"<\w+:(\w+)>", lambda found: "{n}" if found[1] == "number" else "{id}", shown)
        suffix = shown.removeprefix("partner/articles/{…}")
        assert (suffix.lstrip("/") if suffix != shown else shown) in told, path
