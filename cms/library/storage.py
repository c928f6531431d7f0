"""Where uploaded files are kept."""

import re

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

_BY_CONTENT = re.compile(r"images/[0-9a-f]{40}\.\w+")


class KeptFiles(FileSystemStorage):
    """Files are named by their content, and editions name them for ever: none is deleted, none is replaced.

    Wagtail deletes a file with its row at once, even when the transaction is rolled back afterwards.
    """

    def delete(self, name: str) -> None:
        """Leave the file where it is."""

    def destroy(self, name: str) -> None:
        """Delete the file all the same. For what no edition and no row names any more."""
        super().delete(name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """What has the same name has the same content."""
        return name if _BY_CONTENT.fullmatch(name) else super().get_available_name(name, max_length)

    def _save(self, name: str, content: File) -> str:
        if _BY_CONTENT.fullmatch(name) and self.exists(name):
            return name
        return super()._save(name, content)
