"""Choosing the article to read instead."""

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminPageChooser

from cms.articles.models import ArticlePage


class SiblingChooser(AdminPageChooser):
    """Opens in the article's own folder, where those of its language are."""

    choose_one_text = "Choose an article"
    choose_another_text = "Choose another article"
    link_to_chosen_text = "Edit this article"
    js_constructor = "SiblingChooser"

    def __init__(self, article: ArticlePage) -> None:
        super().__init__(target_models=[ArticlePage])
        self.choose_one_text = type(self).choose_one_text
        self.folder = article.get_parent().pk

    def get_js_init_options(self, id_: str, name: str, value_data: Any) -> dict[str, Any]:
        return {"parentId": self.folder, **super().get_js_init_options(id_, name, value_data)}

    @property
    def media(self) -> forms.Media:
        """One list, since the order of two is not kept."""
        return forms.Media(js=[*super().media._js, "desk/chooser.js"])


class ArticleField(forms.ModelChoiceField):
    """A published article, and another one than `article`."""

    default_error_messages = {"invalid_choice": "Choose a published article, and another one than this."}

    def __init__(self, article: ArticlePage, *, label: str) -> None:
        others = (
            ArticlePage.objects.live().exclude(translation_key=article.content_id).select_related("locale")
        )
        super().__init__(others, label=label, required=False, widget=SiblingChooser(article))
