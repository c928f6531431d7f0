"""Whatever happens, and wherever a mirror starts: at the feed's end it has what the hub has."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.editions.models import Thing
from tests.editions.factories import make_article, publish, publish_gone, thing_of

pytestmark = pytest.mark.django_db

SETTINGS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
deeds = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["publish", "change", "remove", "mirror"])), max_size=12
)


def do(deed, name, count):
    content = make_article(name, title=f"Title {count}" if deed == "change" else "Title")
    if deed in ("publish", "change"):
        publish(content, path=f"articles/{name}")
    elif deed == "remove" and Thing.objects.filter(content_id=content["content_id"]).exists():
        publish_gone(content, path=thing_of(content).path)


def follow(read, mirror, cursor):
    """Read to the end, page by page; the cursor for the next time."""
    more = True
    while more:
        query = f"&cursor={cursor}" if cursor else ""
        feed = read.json(f"changes/?limit=2{query}")
        for change in feed["changes"]:
            mirror[change["content_id"], change["locale"]] = (change["edition"], change["state"])
        cursor, more = feed["next"], feed["more"]
    return cursor


@SETTINGS
@given(deeds=deeds)
def test_mirror_ends_equal_to_the_hub(read, deeds):
    mirror, cursor = {}, ""
    for count, (name, deed) in enumerate(deeds):
        if deed == "mirror":
            cursor = follow(read, mirror, cursor)
        else:
            do(deed, name, count)
    follow(read, mirror, cursor)
    fresh = {}
    follow(read, fresh, "")
    things = Thing.objects.values_list("content_id", "locale", "current__number", "state")
    hub = {(str(content_id), locale): (number, state) for content_id, locale, number, state in things}
    assert mirror == fresh == hub
