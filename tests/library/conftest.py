"""The same editors as in the tests of articles."""

from tests.articles.conftest import editor, permit

__all__ = ["editor", "permit"]
