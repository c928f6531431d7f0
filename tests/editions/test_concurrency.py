"""The order of sequences is the order of commits, also when two publish at once."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from cms.editions.models import Edition, Ledger
from cms.editions.services import Publication, lock_ledger, publish_edition
from tests.editions.factories import BEGAN, make_article, publish_article

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_second_publisher_waits_for_the_first_to_commit():
    Ledger.objects.create(pk=1)
    locked, release, order = Event(), Event(), []

    def publish_first():
        with transaction.atomic():
            ledger = lock_ledger()
            locked.set()
            release.wait(5)
            publication = Publication(make_article("first"), "articles/first", (), {"reason": "self"})
            publish_edition(ledger, publication, at=BEGAN)
            order.append("first")
        connection.close()

    def publish_second():
        publish_article("second")
        order.append("second")
        connection.close()

    first, second = Thread(target=publish_first), Thread(target=publish_second)
    first.start()
    assert locked.wait(5)
    second.start()
    second.join(0.3)
    assert second.is_alive()
    release.set()
    first.join(5)
    second.join(5)
    paths = list(Edition.objects.order_by("sequence").values_list("thing__path", flat=True))
    assert (order, paths) == (["first", "second"], ["articles/first", "articles/second"])
