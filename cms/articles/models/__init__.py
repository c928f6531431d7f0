"""What authors write and edit: articles, and guides that lead through several of them."""

from .article import (
    ArticleAuthor,
    ArticleCode,
    ArticleDisclaimer,
    ArticlePage,
    ArticleTopic,
    RelatedArticle,
)
from .folder import ArticleIndexPage
from .guide import GuideArticle, GuideDisclaimer, GuidePage, GuideTopic
from .pages import PublicPage

__all__ = [
    "ArticleAuthor",
    "ArticleCode",
    "ArticleDisclaimer",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTopic",
    "GuideArticle",
    "GuideDisclaimer",
    "GuidePage",
    "GuideTopic",
    "PublicPage",
    "RelatedArticle",
]
