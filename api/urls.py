"""The API's addresses, under /api/v1/."""

from django.db.transaction import non_atomic_requests
from django.urls import URLPattern, URLResolver, include, path

from .representations import REPRESENTATIONS, Representation
from .things import PAGES, PARTS, Collection
from .views.changes import ChangeListView
from .views.comment_page import CommentPageView
from .views.comments import CommentListView
from .views.contract import AssetView, DocsView, OpenAPIView, ProblemListView, ProblemView
from .views.editions import EditionListView, EditionView
from .views.infobutton import InfobuttonView
from .views.oembed import OEmbedView
from .views.search import SearchView
from .views.things import (
    DocumentView,
    PartView,
    RepresentationView,
    SiteView,
    ThingListView,
    contract_of,
    list_parameters,
)


def _list_path(collection: Collection) -> URLPattern:
    view = ThingListView.as_view(collection=collection, parameters=list_parameters(collection))
    return path(f"{collection.name}/", view)


def _representation_path(page: Collection, each: Representation) -> URLPattern:
    view = RepresentationView.as_view(
        collection=page, representation=each, offers=(each.media_type,), contract=contract_of(each)
    )
    return path(f"{page.name}/<slug:name>.{each.suffix}", view)


def _page_paths(page: Collection) -> list[URLPattern]:
    return [
        _list_path(page),
        path(f"{page.name}/<slug:name>/", DocumentView.as_view(collection=page)),
        *(_representation_path(page, each) for each in REPRESENTATIONS),
        *_edition_paths(page),
    ]


def _part_paths(part: Collection) -> list[URLPattern]:
    return [
        _list_path(part),
        path(f"{part.name}/<slug:name>/", PartView.as_view(collection=part)),
        *_edition_paths(part),
    ]


def _edition_paths(collection: Collection) -> list[URLPattern]:
    base = f"{collection.name}/<slug:name>/editions/"
    return [
        path(base, EditionListView.as_view(collection=collection)),
        path(f"{base}<int:number>/", EditionView.as_view(collection=collection)),
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    *(pattern for page in PAGES for pattern in _page_paths(page)),
    path("articles/<slug:name>/comments/", non_atomic_requests(CommentListView.as_view())),
    path("articles/<slug:name>/comments.html", non_atomic_requests(CommentPageView.as_view())),
    *(pattern for part in PARTS for pattern in _part_paths(part)),
    path("partner/", include("api.partner.urls")),
    path("search/", SearchView.as_view()),
    path("site/", SiteView.as_view()),
    path("changes/", ChangeListView.as_view()),
    path("oembed", OEmbedView.as_view()),
    path("infobutton/", InfobuttonView.as_view()),
    path("openapi.json", OpenAPIView.as_view()),
    path("docs/", DocsView.as_view()),
    path("docs/assets/<str:name>", AssetView.as_view()),
    path("problems/", ProblemListView.as_view()),
    path("problems/<slug:name>/", ProblemView.as_view()),
]
