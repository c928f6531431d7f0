"""The API's addresses, under /api/v1/."""

from django.db.transaction import non_atomic_requests
from django.urls import URLPattern, path

from .things import ARTICLES, PARTS, Collection
from .views.changes import ChangeListView
from .views.comment_page import CommentPageView
from .views.comments import CommentListView
from .views.contract import AssetView, DocsView, OpenAPIView, ProblemListView, ProblemView
from .views.editions import EditionListView, EditionView
from .views.oembed import OEmbedView
from .views.things import (
    ArticleListView,
    ArticleView,
    FragmentView,
    MarkdownView,
    PartView,
    SiteView,
    ThingListView,
)


def _part_paths(part: Collection) -> list[URLPattern]:
    return [
        path(f"{part.name}/", ThingListView.as_view(collection=part)),
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
    path("articles/", ArticleListView.as_view()),
    path("articles/<slug:name>/", ArticleView.as_view()),
    path("articles/<slug:name>.html", FragmentView.as_view()),
    path("articles/<slug:name>.md", MarkdownView.as_view()),
    path("articles/<slug:name>/comments/", non_atomic_requests(CommentListView.as_view())),
    path("articles/<slug:name>/comments.html", non_atomic_requests(CommentPageView.as_view())),
    *_edition_paths(ARTICLES),
    *(pattern for part in PARTS for pattern in _part_paths(part)),
    path("site/", SiteView.as_view()),
    path("changes/", ChangeListView.as_view()),
    path("oembed", OEmbedView.as_view()),
    path("openapi.json", OpenAPIView.as_view()),
    path("docs/", DocsView.as_view()),
    path("docs/assets/<str:name>", AssetView.as_view()),
    path("problems/", ProblemListView.as_view()),
    path("problems/<slug:name>/", ProblemView.as_view()),
]
