"""The headers that go with each kind of file, as static hosts and nginx read them.

No path is matched by two rules that set the same header: hosts differ in what they make of that.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontend.addresses import FOLDERS, origin_of

if TYPE_CHECKING:
    from frontend.files import Maker

FOR_EVER = "public, max-age=31536000, immutable"
# Kept, but asked about each time: a withdrawn article must not be read from a cache.
FRESH = "no-cache"


@dataclass(frozen=True)
class Rule:
    """`pattern` is a path in which one star at the end stands for anything."""

    pattern: str
    headers: dict[str, str]


def as_headers_file(maker: "Maker") -> str:
    return headers_file(rules(maker))


def as_nginx_map(maker: "Maker") -> str:
    return nginx_map(rules(maker))


def rules(maker: "Maker") -> list[Rule]:
    addresses, sources = maker.addresses, _sources(maker)
    page = {"Content-Security-Policy": _policy(sources), "Cache-Control": FRESH}
    search = page | {"Content-Security-Policy": _policy(sources, script="'self' 'wasm-unsafe-eval'")}
    frame = {"Content-Security-Policy": _frame_policy(sources), **_shared(FRESH)}
    found = [Rule(f"{addresses.link('')}*", _everywhere())]
    for locale in maker.locales:
        found.append(Rule(addresses.href(locale), page))
        found.append(Rule(f"{addresses.href(locale, 'search')}*", search))
        found += [Rule(f"{addresses.href(locale, folder)}*", page) for folder in sorted(FOLDERS.values())]
    found.append(Rule(f"{addresses.link('embed/')}*", frame))
    found += [Rule(addresses.link(name), _shared(FRESH)) for name in ("embed.js", "embed.css", "states.json")]
    found.append(Rule(f"{addresses.link('static/')}*", _shared(FOR_EVER)))
    return found


def headers_file(found: Iterable[Rule]) -> str:
    """`_headers`, as Netlify and Cloudflare Pages read it, and our own `serve`."""
    lines = []
    for rule in found:
        lines += [rule.pattern, *(f"  {name}: {value}" for name, value in rule.headers.items())]
    return "\n".join([*lines, ""])


def nginx_map(found: Iterable[Rule]) -> str:
    """For `add_header Content-Security-Policy $aftercare_policy always;` and its like in nginx."""
    found = [rule for rule in found if "Content-Security-Policy" in rule.headers]
    lines = [f'    "~{_expression(rule)}" "{rule.headers["Content-Security-Policy"]}";\n' for rule in found]
    return f'map $uri $aftercare_policy {{\n    default "";\n{"".join(lines)}}}\n'


def _expression(rule: Rule) -> str:
    path = re.escape(rule.pattern.removesuffix("*"))
    return f"^{path}" if rule.pattern.endswith("*") else f"^{path}(index\\.html)?$"


def _everywhere() -> dict[str, str]:
    return {"Referrer-Policy": "strict-origin", "X-Content-Type-Options": "nosniff"}


def _shared(caching: str) -> dict[str, str]:
    """Any page anywhere may read these, and says nothing about itself by doing so."""
    return {"Access-Control-Allow-Origin": "*", "Cache-Control": caching}


@dataclass(frozen=True)
class _Sources:
    api: str
    images: str


def _sources(maker: "Maker") -> _Sources:
    images = " ".join(["'self'", *sorted(maker.mirror.origins.all())])
    return _Sources(origin_of(maker.addresses.api_url), images)


def _policy(sources: _Sources, *, script: str = "'self'") -> str:
    return (
        f"default-src 'none'; script-src {script}; style-src 'self'; img-src {sources.images}; "
        f"connect-src 'self' {sources.api}; form-action 'self' {sources.api}; "
        f"base-uri 'none'; frame-ancestors 'self'"
    )


def _frame_policy(sources: _Sources) -> str:
    return (
        f"default-src 'none'; style-src 'self'; img-src {sources.images}; base-uri 'none'; frame-ancestors *"
    )
