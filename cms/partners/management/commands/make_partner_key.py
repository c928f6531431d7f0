"""Gives a partner's program a key, without the admin."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.partners.models import Partner, Scope
from cms.partners.services import make_key, save_partner


class Command(BaseCommand):
    help = "Makes a key for a partner, and prints it. It is shown this once, and kept nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("partner", help="The partner's name, as the admin has it.")
        parser.add_argument("--new", action="store_true", help="Make the partner too; it reads every topic.")
        parser.add_argument(
            "--scope", action="append", choices=Scope.values, help="What it may do; all, if none is given."
        )
        parser.add_argument(
            "--days", type=int, help="How long it is good; until it is revoked, if not given."
        )
        parser.add_argument("--note", default="", help="Which program or person has it.")

    def handle(self, *args: Any, **options: Any) -> None:
        days, at = options["days"], timezone.now()
        if days is not None and days < 1:
            raise CommandError("A key is good for one day at least.")
        partner = _make(options["partner"], at) if options["new"] else _find(options["partner"])
        _, text = make_key(
            partner=partner,
            scopes=options["scope"] or Scope.values,
            note=options["note"],
            expires_at=at + timedelta(days=days) if days else None,
            at=at,
        )
        self.stdout.write(text)


def _find(name: str) -> Partner:
    partner = Partner.objects.filter(name=name).first()
    if partner is None:
        known = ", ".join(f"“{each}”" for each in Partner.objects.values_list("name", flat=True))
        raise CommandError(
            f"There is no partner of this name. There is {known or 'none yet'}; --new makes one."
        )
    return partner


def _make(name: str, at: datetime) -> Partner:
    partner = Partner(name=name)
    try:
        partner.full_clean()
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    save_partner(partner=partner, content_ids=[], at=at)
    return partner
