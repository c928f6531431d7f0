"""The form in which a picture is uploaded and replaced."""

from typing import Any

from wagtail.images.forms import BaseImageForm


class ImageForm(BaseImageForm):
    """A new file takes nothing away: editions name the old one."""

    def save(self, commit: bool = True) -> Any:
        # Wagtail deletes the file that it remembers here and, with it, the presets that were just made.
        self.original_file = None
        return super().save(commit=commit)
