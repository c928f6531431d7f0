"""Whatever editors do, whenever the follower looks or is killed, it ends as a fresh build does."""

from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest

from frontend import feeds, lists, sitemap, targets
from frontend.build import build, make_maker
from frontend.follow import Follower
from frontend.mirror import Mirror
from frontend.mirror.due import Due
from frontend.options import Options
from frontend.release import Release, Releases
from frontend.targets import Targets
from tests.frontend.documents import SITE_URL
from tests.frontend.editors import Editors
from tests.frontend.test_follow import Killed
from tests.frontend.trees import tree

DEEDS = 20
LEAF, SHOWN_ELSEWHERE = targets.LEAF, (lists.NEWEST, lists.OF_A_TOPIC, lists.GUIDES, feeds.NEWEST)


@pytest.fixture(autouse=True)
def _short_lists(monkeypatch):
    """So few things fill several pages."""
    for module, name, value in (
        (targets, "LEAF", 3),
        (lists, "LEAF", 3),
        (lists, "NEWEST", 2),
        (lists, "OF_A_TOPIC", 1),
        (lists, "GUIDES", 2),
        (feeds, "NEWEST", 3),
        (targets, "CHUNK", 4),
        (sitemap, "CHUNK", 4),
    ):
        monkeypatch.setattr(module, name, value)


def test_fronts_hold_all_that_is_shown_elsewhere_as_the_newest():
    """By this, a change of what is on no front is no change of home and feeds."""
    assert max(SHOWN_ELSEWHERE) <= LEAF


@pytest.fixture
def killer(monkeypatch):
    """Ends the process before one of its next steps on disk, when it is told to."""
    left = [None]

    def deadly(method):
        def instead(*arguments, **values):
            if left[0] is not None:
                left[0] -= 1
                if left[0] < 0:
                    left[0] = None
                    raise Killed
            return method(*arguments, **values)

        return instead

    for owner, name in (
        (Release, "write"),
        (Release, "bring"),
        (Release, "remove"),
        (Due, "add"),
        (Due, "strike"),
    ):
        monkeypatch.setattr(owner, name, deadly(getattr(owner, name)))
    return left


def options_for(tmp_path):
    return Options("http://hub.example/api/v1", SITE_URL, tmp_path / "site")


def settle(follower):
    while follower.step():
        pass


def differences(options, expected):
    followed = tree(Releases(options.out).current())
    return {
        name: (followed.get(name), expected.get(name))
        for name in followed.keys() | expected.keys()
        if followed.get(name) != expected.get(name)
    }


def fresh(options, hub):
    return tree(build(replace(options, out=options.out.with_name("fresh")), hub))


def as_mirrored(options):
    """Every file as it would be made of the mirror as it is now, somewhere in the middle of the feed."""
    with Mirror(Releases(options.out).current().mirror) as mirror:
        maker = make_maker(mirror, options)
        return {target.name: maker.make(target) for target in Targets(maker.addresses).all(mirror)}


@pytest.mark.parametrize("seed", range(8))
def test_every_step_leaves_the_files_as_the_mirror_says(tmp_path, seed):
    options, editors = options_for(tmp_path), Editors(seed)
    build(options, editors.hub)
    follower = Follower(options, editors.hub)
    for _ in range(DEEDS):
        editors.act()
        follower.step()
        if not Mirror(Releases(options.out).current().mirror).due.any():
            assert differences(options, as_mirrored(options)) == {}
    settle(follower)
    assert differences(options, fresh(options, editors.hub)) == {}


@pytest.mark.parametrize("seed", range(4))
def test_follower_that_is_killed_again_and_again_ends_as_a_build_does(tmp_path, seed, killer):
    options, editors, random = options_for(tmp_path), Editors(100 + seed), Random(seed)
    build(options, editors.hub)
    for _ in range(DEEDS):
        editors.act()
        killer[0] = random.randrange(60)
        with suppress(Killed):
            settle(Follower(options, editors.hub))
    killer[0] = None
    settle(Follower(options, editors.hub))
    assert differences(options, fresh(options, editors.hub)) == {}


@pytest.mark.parametrize("point", range(0, 60, 10))
def test_follower_that_is_killed_at_any_write_goes_on(tmp_path, point, killer):
    options, editors = options_for(tmp_path), Editors(point)
    build(options, editors.hub)
    for _ in range(6):
        editors.act()
    killer[0] = point
    with suppress(Killed):
        settle(Follower(options, editors.hub))
    killer[0] = None
    editors.act()
    settle(Follower(options, editors.hub))
    assert differences(options, fresh(options, editors.hub)) == {}
