"""The order of sequences is the order of commits, so that no reader of the feed ever misses an edition."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from time import sleep

import pytest
from django.db import connection, transaction

from cms.editions.models import Edition, Ledger
from tests.editions.factories import make_article, publish, publish_article, publish_gone, thing_of
from tests.editions.following import Held, Mirror, table

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
PUBLISHERS, DEEDS = 6, 8


def sequences():
    return list(Edition.objects.order_by("sequence").values_list("sequence", flat=True))


def test_second_publisher_waits_for_the_first_and_the_reader_misses_neither():
    Ledger.objects.create(pk=1)
    mirror = Mirror()
    first = Held("first")
    first.wait_until_stored()
    assert mirror.follow() == []
    second = Held("second")
    second.wait_until_stuck()
    assert not second.published
    assert mirror.follow() == []
    first.commit()
    assert mirror.follow() == ["first"]
    second.wait_until_stored()
    assert mirror.follow() == []
    second.commit()
    assert mirror.follow() == ["second"]
    assert (mirror.things, sequences()) == (table(), [1, 2])


def test_publisher_who_gives_up_leaves_no_gap_and_nothing_to_read():
    publish_article("before")
    mirror = Mirror()
    mirror.follow()
    first = Held("first")
    first.wait_until_stored()
    second = Held("second")
    second.wait_until_stuck()
    first.roll_back()
    second.wait_until_stored()
    assert mirror.follow() == []
    second.commit()
    assert mirror.follow() == ["second"]
    assert (mirror.things, sequences()) == (table(), [1, 2])


def test_first_editions_of_an_empty_ledger_are_in_order_too():
    """Then there is no row to lock yet: whoever makes it has the lock."""
    mirror = Mirror()
    first = Held("first")
    first.wait_until_stored()
    second = Held("second")
    second.wait_until_stuck()
    assert (second.published, mirror.follow()) == (False, [])
    first.commit()
    second.wait_until_stored()
    assert mirror.follow() == ["first"]
    second.commit()
    assert mirror.follow() == ["second"]


def do(deed, name, count):
    """Publish, change or remove one of a few articles, in a transaction that may linger."""
    content = make_article(name, title=f"Title {count}")
    if deed == "remove" and thing_of(content).state == "published":
        publish_gone(content, path=f"articles/{name}")
    else:
        publish(content, path=f"articles/{name}")


def publish_at_random(seed):
    random = Random(seed)
    for count in range(DEEDS):
        name, deed = random.choice("abcdef"), random.choice(["change", "change", "remove"])
        with transaction.atomic():
            do(deed, name, f"{seed}-{count}")
            sleep(random.random() / 50)
    connection.close()


@pytest.mark.parametrize("wait", [0, 1], ids=["asking", "waiting"])
@pytest.mark.parametrize("seed", range(3))
def test_reader_who_follows_while_many_publish_ends_with_what_the_table_holds(wait, seed):
    for name in "abcdef":
        publish_article(name)
    mirror = Mirror(limit=3)
    with ThreadPoolExecutor(PUBLISHERS) as pool:
        publishers = [pool.submit(publish_at_random, seed * 100 + each) for each in range(PUBLISHERS)]
        while not all(publisher.done() for publisher in publishers):
            mirror.follow(wait)
    for publisher in publishers:
        publisher.result()
    mirror.follow()
    assert mirror.things == table()
    assert sequences() == list(range(1, len(sequences()) + 1))
    assert len(sequences()) > PUBLISHERS * DEEDS // 2
