"""The API's addresses, under /api/v1/."""

from django.db.transaction import non_atomic_requests
from django.urls import URLPattern, path

from .representations import REPRESENTATIONS, Representation
from .things import ARTICLES, PARTS, Collection
from .views.changes import ChangeListView
from .views.comment_page import CommentPageView
from .views.comments import CommentListView
from .views.contract import AssetView, DocsView, OpenAPIView, ProblemListView, ProblemView
from .views.editions import EditionListView, EditionView
from .views.infobutton import InfobuttonView
from .views.oembed import OEmbedView
from .views.search import SearchView
from .views.things import (
    ArticleView,
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


def _representation_path(each: Representation) -> URLPattern:
    view = RepresentationView.as_view(
        representation=each, offers=(each.media_type,), contract=contract_of(each)
    )
    return path(f"articles/<slug:name>.{each.suffix}", view)


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


urlpatterns = [
    _list_path(ARTICLES),
    path("articles/<slug:name>/", ArticleView.as_view()),
    *(_representation_path(each) for each in REPRESENTATIONS),
    path("articles/<slug:name>/comments/", non_atomic_requests(CommentListView.as_view())),
    path("articles/<slug:name>/comments.html", non_atomic_requests(CommentPageView.as_view())),
    *_edition_paths(ARTICLES),
    *(pattern for part in PARTS for pattern in _part_paths(part)),
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
