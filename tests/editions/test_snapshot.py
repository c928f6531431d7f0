"""An audit and an export see one moment, and nobody waits for them."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from cms.editions.models import Ledger, Thing
from cms.editions.snapshot import snapshot
from tests.editions.factories import publish_article
from tests.launching import ROOT


def publish_elsewhere(name):
    """By a connection of its own, committed when this returns."""

    def act():
        try:
            publish_article(name)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(act).result(timeout=60)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_is_published_meanwhile_is_not_seen():
    publish_article("before")
    with snapshot():
        assert Thing.objects.count() == 1
        publish_elsewhere("meanwhile")
        assert (Thing.objects.count(), Ledger.objects.get().sequence) == (1, 1)
    assert (Thing.objects.count(), Ledger.objects.get().sequence) == (2, 2)


@pytest.mark.django_db
def test_snapshot_inside_a_transaction_is_that_transaction():
    with transaction.atomic(), snapshot():
        publish_article("inside")
    assert Thing.objects.count() == 1


READING = """
import sqlite3, sys
import django
django.setup()
from django.db import connection, transaction
from cms.editions.snapshot import snapshot

def count():
    return connection.cursor().execute("SELECT count(*) FROM word").fetchone()[0]

writer = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
writer.execute("CREATE TABLE word (word)")
with snapshot():
    before = count()
    writer.execute("INSERT INTO word VALUES ('meanwhile')")
    print(before, count())
with transaction.atomic():
    print(count())
    try:
        writer.execute("INSERT INTO word VALUES ('too soon')")
    except sqlite3.OperationalError as error:
        print(error)
"""


def test_writer_of_a_file_does_not_wait_for_its_reader(tmp_path):
    """In a process of its own: the tests' own SQLite is in memory, where nobody else writes."""
    path = tmp_path / "own.sqlite3"
    environment = {
        "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", READING, str(path)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.stdout.splitlines() == ["0 0", "1", "database is locked"], run.stderr
