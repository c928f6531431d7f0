"""`manage.py make_partner_key` prints a key that is good for what it says."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.partners.keys import find_key
from cms.partners.models import Partner, PartnerKey

pytestmark = pytest.mark.django_db
NAME = "Harbour Practice"


def make(*arguments):
    output = StringIO()
    call_command("make_partner_key", *arguments, stdout=output)
    return output.getvalue().strip()


@pytest.fixture
def _partner():
    Partner.objects.create(name=NAME)


@pytest.mark.usefixtures("_partner")
def test_the_key_is_printed_and_opens_everything():
    key = find_key(make(NAME), timezone.now())
    assert (key.partner.name, key.scopes, key.expires_at) == (NAME, ["read", "webhooks"], None)


@pytest.mark.usefixtures("_partner")
def test_it_can_be_good_for_less():
    text = make(NAME, "--scope", "read", "--days", "30", "--note", "Web site")
    key = find_key(text, timezone.now())
    assert (key.scopes, key.note) == (["read"], "Web site")
    assert find_key(text, timezone.now() + timedelta(days=29))
    assert find_key(text, timezone.now() + timedelta(days=31)) is None


@pytest.mark.usefixtures("_partner")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["Hill Practice"], "There is “Harbour Practice”"), ([NAME, "--days", "0"], "one day")],
)
def test_what_cannot_be_is_refused_and_nothing_made(arguments, told):
    with pytest.raises(CommandError, match=told):
        make(*arguments)
    assert not PartnerKey.objects.exists()


def test_without_partners_it_says_so():
    with pytest.raises(CommandError, match="none yet"):
        make(NAME)


def test_a_new_partner_is_made_with_its_key():
    key = find_key(make(NAME, "--new"), timezone.now())
    assert (key.partner.name, key.partner.had_all) == (NAME, True)
    with pytest.raises(CommandError, match="already exists"):
        make(NAME, "--new")
    assert (Partner.objects.count(), PartnerKey.objects.count()) == (1, 1)
