"""A corpus of any size: the same seed and number give the same bytes, whatever else was made before.

Articles name what they share by number; `bench.rows` turns numbers into primary keys.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from random import Random
from typing import Any
from uuid import UUID, uuid5

from .words import PLACES, TITLES, TOPICS, paragraph, prose, sentence

SEED = "aftercare"
CHOOSING = 1_000
"""So many articles, the first ones, have a disclaimer of their own: its cascade is measured."""
BENEFITS, PERSONS, BENEFITS_AN_ARTICLE = 50, 5, 7
_NAMESPACE = UUID("6f3c0c2e-5b7e-5b43-9d0e-6b6f2f4d7a11")

Block = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A benefit, topic, person or disclaimer of the library."""

    name: str
    slug: str
    text: str


@dataclass(frozen=True)
class Library:
    """What all articles share."""

    topics: tuple[Part, ...]
    persons: tuple[Part, ...]
    benefits: tuple[Part, ...]
    disclaimer: Part
    chosen_disclaimer: Part


@dataclass(frozen=True)
class Article:
    """One article: about 6 KB of text with its benefits."""

    number: int
    content_id: str
    title: str
    slug: str
    summary: str
    topics: tuple[int, ...]
    author: int
    reviewer: int | None
    chooses_disclaimer: bool
    body: tuple[Block, ...]

    def as_bytes(self) -> bytes:
        """For comparing."""
        return json.dumps(asdict(self), sort_keys=True).encode()


def make_library(seed: str = SEED) -> Library:
    """The parts that articles share, one after the other from one source of chance."""
    random = Random(f"{seed}/library")
    return Library(
        topics=tuple(Part(name, _slug(name), paragraph(random, 3)) for name in TOPICS),
        persons=tuple(Part(f"Team {n}", f"team-{n}", "Clinical team") for n in range(1, PERSONS + 1)),
        benefits=tuple(_benefit(random, number) for number in range(BENEFITS)),
        disclaimer=Part("Ask your own care team", "general", paragraph(random, 3)),
        chosen_disclaimer=Part("Before you exercise", "exercise", paragraph(random, 2)),
    )


def make_articles(numbers: range, seed: str = SEED) -> Iterator[Article]:
    """These articles, in order."""
    return (make_article(number, seed) for number in numbers)


def make_article(number: int, seed: str = SEED) -> Article:
    """The article of this number."""
    random = Random(f"{seed}/{number}")
    title = f"{random.choice(TITLES)} after {random.choice(PLACES)}, part {number + 1}"
    return Article(
        number=number,
        content_id=_identity(seed, f"article/{number}"),
        title=title,
        slug=_slug(title),
        summary=prose(random, 2),
        topics=tuple(random.sample(range(len(TOPICS)), random.choice((1, 1, 2)))),
        author=random.randrange(PERSONS),
        reviewer=random.randrange(PERSONS) if number % 2 else None,
        chooses_disclaimer=number < CHOOSING,
        body=tuple(_body(random, f"{seed}/{number}")),
    )


def _benefit(random: Random, number: int) -> Part:
    title = sentence(random).rstrip(".")
    return Part(title, f"benefit-{number + 1}", paragraph(random, 3))


def _body(random: Random, name: str) -> Iterator[Block]:
    """Introduction, benefits, sections, steps, a callout, questions, sources: as in the demo's articles."""
    blocks = [
        ("text", paragraph(random, 6) + paragraph(random, 4)),
        ("benefits", _benefits(random, name)),
        *(("text", _section(random)) for _ in range(3)),
        ("steps", {"title": "What happens next", "items": _items(name, "step", _steps(random))}),
        ("callout", _callout(random)),
        ("questions", {"title": "Questions", "items": _items(name, "question", _questions(random))}),
        ("references", {"title": "Sources", "items": _items(name, "reference", _references(random))}),
    ]
    for place, (kind, value) in enumerate(blocks):
        yield {"id": _identity(name, f"block/{place}"), "type": kind, "value": value}


def _benefits(random: Random, name: str) -> Block:
    """Seven of the fifty, one of them with this article's own title."""
    chosen = random.sample(range(BENEFITS), BENEFITS_AN_ARTICLE)
    items = [{"benefit": number, "title": "", "text": ""} for number in chosen]
    items[-1]["title"] = sentence(random).rstrip(".")
    return {"title": "What it does for you", "items": _items(name, "benefit", items)}


def _section(random: Random) -> str:
    points = "".join(f"<li>{sentence(random)}</li>" for _ in range(3))
    heading = f"<h2>{sentence(random).rstrip('.')}</h2>"
    return f"{heading}{paragraph(random, 6)}<ul>{points}</ul>"


def _steps(random: Random) -> list[Block]:
    return [{"title": f"Week {week}", "text": paragraph(random, 2)} for week in range(1, 5)]


def _callout(random: Random) -> Block:
    level = random.choice(("info", "caution", "urgent"))
    return {"level": level, "title": "Call your team if in doubt", "text": paragraph(random, 2)}


def _questions(random: Random) -> list[Block]:
    return [{"question": f"{sentence(random)[:-1]}?", "answer": paragraph(random, 2)} for _ in range(3)]


def _references(random: Random) -> list[Block]:
    pages = (random.randrange(1, 10_000) for _ in range(3))
    return [{"text": sentence(random), "url": f"https://sources.example/{page}"} for page in pages]


def _items(name: str, kind: str, values: list[Block]) -> list[Block]:
    """The items of a list block, as it stores them."""
    return [
        {"id": _identity(name, f"{kind}/{place}"), "type": "item", "value": value}
        for place, value in enumerate(values)
    ]


def _identity(*names: str) -> str:
    return str(uuid5(_NAMESPACE, "/".join(names)))


def _slug(title: str) -> str:
    return title.lower().replace(",", "").replace(" ", "-")
