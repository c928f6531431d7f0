"""A plain text becomes a draft article, or a published one."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string
from wagtail.models import Locale

from cms.importing.files import SourceRefused, read_source
from cms.importing.management.quiet import quiet_wagtail
from cms.importing.report import report
from cms.importing.services import Destination, ImportRefused, import_article
from cms.importing.text import recognise_article
from cms.library.models import Topic


class Command(BaseCommand):
    help = "Makes a structured draft article out of a plain text, and tells what it made of each part."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="The text, in UTF-8, of at most 1 MiB.")
        parser.add_argument("--publish", action="store_true", help="Publish it, with the parts made for it.")
        parser.add_argument("--locale", default=settings.LANGUAGE_CODE, help="The language of the text.")
        parser.add_argument("--topic", default="", help="The slug of the topic to file it under.")
        parser.add_argument("--key", default="", help="Find it again by this name instead of by its title.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source = recognise_article(read_source(options["path"]))
        except SourceRefused as refusal:
            raise CommandError(f"Nothing was written. {refusal}") from refusal
        locale = _find_locale(options["locale"])
        to = Destination(locale, topic=_find_topic(options["topic"], locale), key=options["key"])
        try:
            with quiet_wagtail():
                imported = import_article(source, to=to, publish=options["publish"])
        except (ImportRefused, import_string(settings.PUBLISHING_REFUSAL)) as refusal:
            raise CommandError(f"Nothing was written. {refusal}") from refusal
        self.stdout.write("\n".join(report(source, imported)))


def _find_locale(code: str) -> Locale:
    locale = Locale.objects.filter(language_code=code).first()
    if locale is None:
        known = ", ".join(Locale.objects.order_by("language_code").values_list("language_code", flat=True))
        raise CommandError(f"Nothing was written. There is no language “{code}” here, only: {known}.")
    return locale


def _find_topic(slug: str, locale: Locale) -> Topic | None:
    if not slug:
        return None
    topics = Topic.objects.filter(locale=locale)
    topic = topics.filter(slug=slug).first()
    if topic is None:
        known = ", ".join(topics.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"Nothing was written. There is no topic “{slug}” here; there are: {known}.")
    return topic
