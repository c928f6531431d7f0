"""On PostgreSQL: what is prepared answers the same, and a connection that was lost costs nobody an answer."""

import psycopg
import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from cms.environment import database
from cms.partners.models import Partner
from cms.partners.services import make_key
from tests.editions.factories import make_topic, publish, publish_article, publish_parts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
PATHS = [
    "articles/",
    "articles/?ordering=title&limit=1",
    "articles/?topic=recovery&updated_after=2026-01-01&q=walking",
    "articles/?reviewed_before=2026-01-01&review_state=none",
    "articles/walking-again/",
    "articles/walking-again.md",
    "articles/walking-again/editions/",
    "articles/walking-again/editions/1/",
    "articles/walking-again/comments/",
    "articles/never/",
    "topics/recovery/",
    "people/clinical-team/",
    "site/",
    "changes/",
    "changes/?include=document&limit=2",
    "changes/?kind=article&locale=en",
    "search/?q=walking",
    "search/?q=walking&topic=recovery&limit=1",
    "infobutton/?mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=M54.5",
]


def forget_queries():
    """Compiled queries know what the connection can do."""
    from api import listing, reads

    for compiled in (reads._by_path, reads._by_id, reads._sites, reads._changes, reads._head, listing._page):
        compiled.cache_clear()
    reads._standing.cache_clear()


@pytest.fixture
def prepared():
    """The connection as the delivery role has it."""
    options = database("postgres://user@host/name", prepared=True)["OPTIONS"]
    kept = dict(connection.settings_dict["OPTIONS"])

    def prepare():
        connection.close()
        connection.settings_dict["OPTIONS"].update(options)
        forget_queries()

    yield prepare
    connection.close()
    connection.settings_dict["OPTIONS"] = kept
    forget_queries()


@pytest.fixture(autouse=True)
def _published():
    publish_parts()
    publish_article(parts=[(make_topic(), "topic")])
    publish(make_topic("strength"), path="topics/strength")


def told(answer):
    return answer.status_code, answer.content, answer.headers.get("ETag"), answer.headers.get("Last-Modified")


def test_prepared_queries_answer_the_same(read, prepared):
    usual = {path: told(read(path)) for path in PATHS}
    prepared()
    for _ in range(7):
        # PostgreSQL plans a statement anew five times before it keeps a plan for any values.
        assert {path: told(read(path)) for path in PATHS} == usual
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert cursor.fetchone()[0] >= len(PATHS) // 2


def end_connection():
    """As a restart of the server, or a firewall between, does to a connection that is idle."""
    pid = connection.connection.info.backend_pid
    parameters = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(**{name: parameters[name] for name in names if parameters.get(name)}) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


@pytest.mark.parametrize("path", PATHS)
def test_a_lost_connection_costs_nobody_an_answer(read, prepared, path):
    prepared()
    usual = told(read(path))
    end_connection()
    assert told(read(path)) == usual


@pytest.mark.parametrize("path", ["", "articles/", "articles/walking-again/", "changes/", "usage/"])
def test_a_lost_connection_costs_no_partner_an_answer(client, prepared, path):
    prepared()
    _, key = make_key(partner=Partner.objects.create(name="Practice"), scopes=["read"], at=timezone.now())
    asked = f"/api/v1/partner/{path}", {"Authorization": f"Bearer {key}"}
    usual = client.get(asked[0], headers=asked[1])
    end_connection()
    again = client.get(asked[0], headers=asked[1])
    assert (again.status_code, len(again.content)) == (200, len(usual.content))


def test_a_migration_costs_nobody_an_answer(read, prepared):
    prepared()
    usual = told(read("articles/walking-again/"))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE editions_thing ALTER COLUMN cache_tags TYPE varchar(9000)")
    try:
        assert told(read("articles/walking-again/")) == usual
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE editions_thing ALTER COLUMN cache_tags TYPE text")


def test_an_error_of_the_query_itself_is_not_asked_again(read, monkeypatch):
    asked = []

    def fail(*given, **more):
        asked.append(given)
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr("api.views.things.find_page", fail)
    with pytest.raises(OperationalError):
        read("articles/")
    assert len(asked) == 1
