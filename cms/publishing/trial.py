"""A publication tried without publishing: every reason why it would be refused, in words for the editor."""

from collections.abc import Callable
from functools import partial
from typing import Any

from cms.library.given import Document

from .kinds import PAGES, locale_of, path_of
from .refusals import (
    PublishRefused,
    require_chosen,
    require_complete,
    require_free_path,
    require_medical_disclaimer,
    require_words,
)


def find_problems(item: Any, content: Document) -> list[str]:
    """What keeps this item, live or draft, from being published with this content."""
    checks: list[Callable[[], None]] = [
        partial(require_free_path, path_of(item), locale_of(item), item.content_id)
    ]
    if item.kind in PAGES:
        rules = (require_words, require_medical_disclaimer, require_chosen)
        checks += [partial(rule, content) for rule in rules]
    if problems := _problems_of(checks):
        return problems
    return _problems_of([partial(require_complete, content)])


def _problems_of(checks: list[Callable[[], None]]) -> list[str]:
    problems = []
    for check in checks:
        try:
            check()
        except PublishRefused as problem:
            problems.append(str(problem))
    return problems
