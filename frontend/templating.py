"""Jinja2 set up for the site: templates found, words and addresses at hand, everything escaped."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from frontend.addresses import Addresses, Document
from frontend.pictures import picture
from frontend.words import direction, language_name, words_for

PACKAGE = Path(__file__).resolve().parent
STATIC = PACKAGE / "static"
TEMPLATES = PACKAGE.parent / "templates"


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the frame around every page needs to know about the page in it."""

    locale: str
    title: str
    description: str = ""
    canonical: str = ""
    # Other languages of this page: (locale, link).
    languages: tuple[tuple[str, str], ...] = ()
    # For search engines: (hreflang, address), this page included.
    alternates: tuple[tuple[str, str], ...] = ()
    noindex: bool = False
    # Of a list on several pages: links to what was published after and before what is shown here.
    newer: str = ""
    older: str = ""
    problems: tuple[str, ...] = ()


class Renderer:
    """Turns a template and values into text; it reads nothing but templates."""

    def __init__(self, addresses: Addresses, *, asset_base: str = "", templates: Path = TEMPLATES) -> None:
        self.addresses = addresses
        self._asset_base = (asset_base or addresses.link("static")).rstrip("/")
        self._environment = _environment(templates)

    def render(self, template: str, *, page: Page, site: Document, **values: Any) -> str:
        words = words_for(page.locale)
        return self._environment.get_template(template).render(
            page=page, site=site, words=words, addresses=self.addresses, asset=self.asset, **values
        )

    def asset(self, name: str) -> str:
        """The address of a static file; it changes when the file does, so that it may be cached for ever."""
        return f"{self._asset_base}/{name}?v={_digest(name)}"


@cache
def _environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        # To look at every file again for each page would cost more than some pages do.
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(direction=direction, language_name=language_name, picture=picture)
    environment.filters["sentence_list"] = _sentence_list
    environment.filters["tel"] = _tel
    return environment


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def _sentence_list(names: Iterable[str], conjunction: str) -> str:
    """`a, b and c`."""
    *firsts, last = names
    return f"{', '.join(firsts)} {conjunction} {last}" if firsts else last


def _tel(phone: str) -> str:
    """A telephone number as `tel:` wants it: digits, and a plus if it begins with one."""
    return "".join(
        sign for index, sign in enumerate(phone.strip()) if sign.isdigit() or (sign == "+" and index == 0)
    )
