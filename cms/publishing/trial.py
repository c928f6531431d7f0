"""A publication tried without publishing: every reason why it would be refused, in words for the editor."""

from collections.abc import Callable
from functools import partial
from typing import Any

from cms.editions.models import Kind
from cms.editions.schemas import InvalidDocument, check_document
from cms.library.given import Document

from .kinds import locale_of, path_of
from .refusals import (
    PublishRefused,
    require_chosen_benefits,
    require_free_path,
    require_medical_disclaimer,
)

_ANY_STAMP = {"edition": 1, "published_at": "2000-01-01T00:00:00Z", "updated_at": "2000-01-01T00:00:00Z"}


def find_problems(item: Any, content: Document) -> list[str]:
    """What keeps this item, live or draft, from being published with this content."""
    checks: list[Callable[[], None]] = [
        partial(require_free_path, path_of(item), locale_of(item), item.content_id)
    ]
    if item.kind == Kind.ARTICLE:
        checks += [partial(require_medical_disclaimer, content), partial(require_chosen_benefits, content)]
    problems = [problem for check in checks if (problem := _problem_of(check))]
    return problems or [
        problem for problem in [_problem_of(partial(check_document, {**content, **_ANY_STAMP}))] if problem
    ]


def _problem_of(check: Callable[[], None]) -> str | None:
    try:
        check()
    except (PublishRefused, InvalidDocument) as problem:
        return str(problem)
    return None
