"""An empty hub gets something to look at, and a development one somebody to log in as."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

from cms.importing.demo.services import is_empty, load_demo
from cms.importing.management.quiet import quiet_wagtail

USERNAME, PASSWORD = "editor", "aftercare"


class Command(BaseCommand):
    help = "Loads the demo content when nobody has written anything; otherwise it does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_empty():
            self.stdout.write("There is content already: the demo content was not loaded.")
            return
        with quiet_wagtail():
            pages = load_demo()
        languages = {page.locale.language_code for page in pages}
        self.stdout.write(f"Demo content: {len(pages)} articles in {len(languages)} languages, published.")
        if settings.DEBUG:
            self._make_editor()

    def _make_editor(self) -> None:
        """Everybody knows this password, so only a development hub gets it."""
        users = get_user_model()._default_manager
        if not users.filter(username=USERNAME).exists():
            users.create_superuser(USERNAME, password=PASSWORD)
            self.stdout.write(f"Log in as “{USERNAME}” with the password “{PASSWORD}”.")
