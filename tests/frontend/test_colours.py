"""Contrast, worked out from the style sheet: 4.5 to 1 for words, 3 to 1 for the edges of controls."""

import re

import pytest

from frontend.templating import STATIC

LIGHT, DARK = (STATIC / "site.css").read_text().split("@media (prefers-color-scheme: dark)")[:2]
PAIRS = [
    *(("ink", ground) for ground in ("paper", "card", "wash", "info-wash", "caution-wash", "warm-wash")),
    *(("soft", ground) for ground in ("paper", "card", "wash")),
    *(("accent", ground) for ground in ("paper", "card", "wash", "warm-wash")),
    ("on-accent", "accent"),
    ("warm", "warm-wash"),
    ("warm", "card"),
    ("caution", "caution-wash"),
    ("info", "info-wash"),
]


def colours(sheet):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet))


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(sheet):
    found = colours(sheet)
    weak = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in PAIRS}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_fields_can_be_seen(sheet):
    found = colours(sheet)
    assert min(contrast(found["control"], found[ground]) for ground in ("paper", "card")) >= 3
