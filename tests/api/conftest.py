"""A reader of the API, and how the tests look at its answers."""

import pytest
from django.conf import settings

BASE = "/api/v1/"


class Reader:
    """Drives the API over HTTP, by paths below its base."""

    def __init__(self, client):
        self._client = client

    def __call__(self, path, **headers):
        return self._client.get(BASE + path, headers=headers)

    def json(self, path, **headers):
        answer = self(path, **headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def titles(self, path):
        return [each["title"] for each in self.json(path)["results"]]

    def pages(self, path):
        """All pages of a list, by following `next`."""
        while path:
            page = self.json(path)
            yield page
            path = page["next"] and page["next"].removeprefix(f"{settings.API_URL}/")

    def ask(self, method, path, **given):
        return self._client.generic(method, BASE + path, **given)


@pytest.fixture
def read(client):
    return Reader(client)
