"""Where uploaded files are kept."""

from django.core.files.storage import FileSystemStorage


class KeptFiles(FileSystemStorage):
    """Files are named by their content, and editions name them for ever: none is deleted, none is replaced.

    Wagtail deletes a file with its row at once, even when the transaction is rolled back afterwards.
    """

    def delete(self, name: str) -> None:
        """Leave the file where it is."""
