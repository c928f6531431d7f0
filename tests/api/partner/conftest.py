"""Partners, and programs of theirs that hold a key."""

import json
from uuid import UUID

import pytest
from django.utils import timezone

from cms.partners.models import Partner, Scope
from cms.partners.services import make_key, save_partner
from tests.api.conftest import BASE


class Program:
    """Asks as a partner's program does: with its key, below `partner/`."""

    def __init__(self, client, partner, scopes=tuple(Scope)):
        self.partner = partner
        self.key, self.text = make_key(partner=partner, scopes=scopes, at=timezone.now())
        self._client = client

    def __call__(self, path="", method="GET", sent=None, **headers):
        given = {} if sent is None else {"data": json.dumps(sent), "content_type": "application/json"}
        headers = {"Authorization": f"Bearer {self.text}", **headers}
        return self._client.generic(method, f"{BASE}partner/{path}", headers=headers, **given)

    def json(self, path="", **given):
        answer = self(path, **given)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def titles(self, path="articles/"):
        return [each["title"] for each in self.json(path)["results"]]


@pytest.fixture
def make_program(client):
    """A partner that reads these topics, or all, and a program of its own."""

    def make(name="Harbour Practice", topics=(), **given):
        partner = Partner(name=name)
        save_partner(partner=partner, content_ids=[UUID(each) for each in topics], at=timezone.now())
        return Program(client, partner, **given)

    return make


@pytest.fixture
def ask(make_program):
    return make_program()
