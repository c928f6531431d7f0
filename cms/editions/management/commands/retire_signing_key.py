"""What to do when a signing key may have been stolen."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.editions.models import SigningKey
from cms.editions.resigning import KeyInUse, retire_key


class Command(BaseCommand):
    help = "Takes a public key out of /.well-known/jwks.json, and signs its editions with the present key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kid", help="the key's name, as /.well-known/jwks.json tells it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = retire_key(options["kid"])
        except SigningKey.DoesNotExist as error:
            known = ", ".join(SigningKey.objects.values_list("kid", flat=True)) or "none"
            raise CommandError(f"There is no key of this name. There is {known}.") from error
        except KeyInUse as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Retired. {count} editions are signed with the present key now.")
