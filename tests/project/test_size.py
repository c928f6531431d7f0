"""The sizes of docs/development.md: a file in one sitting, a function on one screen."""

import ast

import pytest

from tests.launching import ROOT

FILE, FUNCTION = 250, 30
FILES = [
    path
    for package in ("api", "cms", "deploy", "frontend")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_and_its_functions_are_short(path):
    text = path.read_text(encoding="utf-8")
    too_long = [f"{name}: {lines} lines" for name, lines in functions(text) if lines > FUNCTION]
    assert len(text.splitlines()) <= FILE
    assert not too_long


def functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1
