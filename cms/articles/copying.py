"""The form that copies a page."""

from typing import Any

from wagtail.admin.forms.pages import CopyForm


class PageCopyForm(CopyForm):
    """A copy has its own address, and its own life: an alias would follow its source unpublished."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        slug, page = cleaned.get("new_slug"), self.page.specific
        if (
            slug
            and "new_slug" not in self.errors
            and type(page).objects.filter(slug=slug, locale=page.locale).exists()
        ):
            self.add_error("new_slug", f"“{slug}” is taken in this language. Choose another.")
        return cleaned
