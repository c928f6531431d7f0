"""The contract, a page to read it, and what each problem means."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import HttpRequest
from drf_spectacular.generators import SchemaGenerator

from ..answers import Answer, composed
from ..html import HTML_TYPE, render_page
from ..problems import TYPES, Problem
from .read import ReadView

_SWAGGER = files("drf_spectacular_sidecar") / "static/drf_spectacular_sidecar/swagger-ui-dist"
_OWN = files("api") / "assets"
ASSETS = {
    "page.css": (_OWN, "text/css"),
    "docs.js": (_OWN, "text/javascript"),
    "swagger-ui.css": (_SWAGGER, "text/css"),
    "swagger-ui-bundle.js": (_SWAGGER, "text/javascript"),
}
# Swagger UI draws with inline SVG, and asks this API alone. No script and no style but our files.
_DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HOUR, DAY = 3600, 86_400


class OpenAPIView(ReadView):
    """The contract: OpenAPI 3.1."""

    schema = None
    parameters = frozenset()

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        return _contract()


class DocsView(ReadView):
    """A page to read the contract and to try it."""

    schema = None
    parameters = frozenset()
    offers = (HTML_TYPE,)

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        context = {"contract": "../openapi.json", "assets": "assets/"}
        return render_page(request, "docs", context, policy=_DOCS_POLICY)


class AssetView(ReadView):
    """The files of our own pages, served by the API itself: delivery serves no other static files."""

    schema = None
    parameters = frozenset()
    offers = ("text/css", "text/javascript")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        if route["name"] not in ASSETS:
            raise Problem("not-found", "There is no such file.")
        return _asset(route["name"])


class ProblemListView(ReadView):
    """All the problems there are."""

    schema = None
    parameters = frozenset()
    offers = (HTML_TYPE,)

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        context = {"problems": TYPES.values(), "assets": "../docs/assets/"}
        return render_page(request, "problems", context)


class ProblemView(ProblemListView):
    """What a problem's `type` leads to."""

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        problem = TYPES.get(route["name"])
        if problem is None:
            raise Problem("not-found", "There is no problem of this name.")
        return render_page(request, "problem", {"problem": problem, "assets": "../../docs/assets/"})


@cache
def _contract() -> Answer:
    contract = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return composed(json.dumps(contract, ensure_ascii=False).encode(), max_age=HOUR)


@cache
def _asset(name: str) -> Answer:
    folder, kind = ASSETS[name]
    return composed((folder / name).read_bytes(), content_type=f"{kind}; charset=utf-8", max_age=DAY)
