"""Comparing words, and cutting a summary out of them."""

import hashlib
import re

from .lines import clean_line

LONGEST_SUMMARY = 300
COMFORTABLE_SUMMARY = 200
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


def same_words(first: str, second: str) -> bool:
    """Equal but for quotes, dashes and spaces, which word processors change by themselves."""
    return _straighten(first) == _straighten(second)


def fold(text: str) -> str:
    """The form in which titles are compared: in lower case, too."""
    return _straighten(text).casefold()


def make_import_key(name: str, *, locale: str) -> str:
    """What finds an imported article again, whatever it is renamed to."""
    return hashlib.sha256(f"{locale}\n{fold(name)}".encode()).hexdigest()


def summarise(text: str) -> str:
    """The first sentences of a text, whole where they fit."""
    first, *others = SENTENCE_END.split(clean_line(text.replace("\n", " ")))
    if len(first) > LONGEST_SUMMARY:
        return first[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    for sentence in others:
        if len(first) + len(sentence) >= COMFORTABLE_SUMMARY:
            break
        first += f" {sentence}"
    return first


def _straighten(text: str) -> str:
    return clean_line(text.replace("\n", " ")).translate(STRAIGHT)
