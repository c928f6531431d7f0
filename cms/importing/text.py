"""Recognising an article in plain text. Pure: text in, what was recognised out, and no word lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .disclaimers import find_disclaimer, find_disclaimer_heading
from .files import SourceRefused
from .leaving_out import comments_open, leave_out
from .lines import Group, clean_lines, group_lines
from .notes import notes_on
from .numbered import find_runs, read_run
from .passages import read_passages
from .source import Form, NumberedItem, Passage, SourceArticle, plain_text
from .title import find_title, title_text

NOTHING_UNDER_TITLE = "The source has a title and nothing under it."


@dataclass(frozen=True)
class _Outline:
    """The article in the order of the source: introduction, benefits, care path."""

    introduction: tuple[Passage, ...]
    benefits: tuple[NumberedItem, ...]
    care_path: tuple[Passage | NumberedItem, ...]


def recognise_article(text: str) -> SourceArticle:
    lines = clean_lines(text)
    place = find_title(lines)
    title = title_text(lines[place.start : place.stop])
    around = [*group_lines(lines[: place.start]), *group_lines(lines[place.stop :])]
    groups, left_out = leave_out(around, title=title)
    if not groups:
        raise SourceRefused(NOTHING_UNDER_TITLE)
    outline, disclaimer_title, disclaimer = _set_disclaimer_apart(_outline(groups))
    introduction, benefits_title = _split_benefits_title(outline)
    return SourceArticle(
        title=title,
        introduction=introduction,
        benefits_title=benefits_title,
        benefits=outline.benefits,
        care_path=outline.care_path,
        disclaimer_title=disclaimer_title,
        disclaimer=disclaimer,
        comments_open=comments_open(left_out),
        left_out=left_out,
        notes=tuple(notes_on(groups, outline.benefits, left_out)),
    )


def _outline(groups: Sequence[Group]) -> _Outline:
    """The first numbered run is the benefits; what stands after it is the care path."""
    runs = find_runs(groups)
    if not runs:
        return _Outline(read_passages(groups), (), ())
    first, *later = runs
    introduction = read_passages(groups[: first.start], something_follows=True)
    care_path = tuple(_read_care_path(groups, start=first.stop, runs=later))
    return _Outline(introduction, read_run(groups[first.start : first.stop]), care_path)


def _read_care_path(
    groups: Sequence[Group], *, start: int, runs: Sequence[range]
) -> Iterator[Passage | NumberedItem]:
    for run in runs:
        yield from read_passages(groups[start : run.start], something_follows=True)
        yield from read_run(groups[run.start : run.stop])
        start = run.stop
    yield from read_passages(groups[start:])


def _set_disclaimer_apart(outline: _Outline) -> tuple[_Outline, str, tuple[Passage, ...]]:
    prose = [*outline.introduction, *outline.benefits, *outline.care_path]
    places = find_disclaimer(prose)
    heading = find_disclaimer_heading(prose, places)
    found = tuple(passage for place in places if isinstance(passage := prose[place], Passage))
    apart = {id(passage) for passage in (*found, *heading)}
    rest = _Outline(
        tuple(passage for passage in outline.introduction if id(passage) not in apart),
        outline.benefits,
        tuple(passage for passage in outline.care_path if id(passage) not in apart),
    )
    return rest, plain_text(heading), found


def _split_benefits_title(outline: _Outline) -> tuple[tuple[Passage, ...], str]:
    """A heading right before the numbered run is the title of the benefits."""
    introduction = outline.introduction
    if outline.benefits and introduction and introduction[-1].form is Form.HEADING:
        return introduction[:-1], plain_text(introduction[-1:])
    return introduction, ""
