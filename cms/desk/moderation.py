"""What moderators do with comments: who may, what waits, and the decision."""

from collections.abc import Iterable
from typing import Any

from cms.articles.models import ArticlePage
from cms.comments.models import Comment
from cms.comments.services import approve_comment, reject_comment

PERMISSION = "comments.change_comment"
DECISIONS = {"approve": approve_comment, "reject": reject_comment}


def may_moderate(user: Any) -> bool:
    return bool(user.has_perm(PERMISSION))


def count_pending() -> int:
    return Comment.objects.pending().count()


def decide_comments(keys: Iterable[str], *, decision: str, by: Any) -> int:
    """Approve or reject comments; how many that changed."""
    comments = Comment.objects.filter(pk__in=[key for key in keys if key.isdecimal()]).order_by("pk")
    return sum(DECISIONS[decision](comment=comment, by=by) for comment in comments)


def attach_articles(comments: Iterable[Comment]) -> None:
    """Give each comment its article, or none where that was deleted, in one query."""
    comments = list(comments)
    pages = ArticlePage.objects.filter(translation_key__in={comment.content_id for comment in comments})
    articles = {(page.content_id, page.locale.language_code): page for page in pages.select_related("locale")}
    for comment in comments:
        comment.article = articles.get((comment.content_id, comment.locale))
