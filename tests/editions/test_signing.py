"""Every edition is signed, keys change, and a retired one stands for nothing."""

import base64
import json
import secrets

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from cms.editions.audit import audit_ledger
from cms.editions.models import Edition, SigningKey
from cms.editions.repair import rebuild_thing
from cms.editions.resigning import sign_unsigned
from cms.editions.signing import is_signed, sign_editions, thumbprint
from tests.editions.factories import publish_article, publish_gone, publish_many, thing_of

pytestmark = pytest.mark.django_db


def new_key(settings):
    settings.SIGNING_KEY = secrets.token_urlsafe(32)


def current(content):
    return Edition.objects.select_related("key").get(pk=thing_of(content).current_id)


def unsigned():
    return [finding for finding in audit_ledger() if "has signed it" in finding.wrong]


def test_every_edition_is_signed_tombstones_too():
    article = publish_article()
    publish_gone(article)
    assert all(is_signed(edition) for edition in Edition.objects.select_related("key"))
    assert unsigned() == []


def test_key_is_named_by_its_thumbprint():
    """The example of RFC 8037, appendix A.3."""
    x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert thumbprint(x) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


@given(bit=st.integers(0, 64 * 8 - 1), of_digest=st.booleans())
def test_any_flipped_bit_is_seen(bit, of_digest):
    edition = Edition(digest="0123456789abcdef" * 4)
    sign_editions([edition])
    if of_digest:
        flipped = ord(edition.digest[bit // 8]) ^ (1 << bit % 8)
        edition.digest = edition.digest[: bit // 8] + chr(flipped) + edition.digest[bit // 8 + 1 :]
    else:
        raw = bytearray(base64.urlsafe_b64decode(edition.signature + "=="))
        raw[bit // 8] ^= 1 << bit % 8
        edition.signature = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    assert not is_signed(edition)


def test_new_key_signs_what_is_new_and_the_old_one_stands(settings):
    old = publish_article("old")
    new_key(settings)
    new = publish_article("new")
    assert current(old).key != current(new).key
    assert is_signed(current(old))
    assert is_signed(current(new))
    assert SigningKey.objects.count() == 2


def test_retired_key_stands_for_nothing_and_its_editions_are_signed_anew(settings, capsys):
    article = publish_article()
    before = current(article)
    new_key(settings)
    call_command("retire_signing_key", before.key.kid)
    after = current(article)
    assert is_signed(after)
    assert (after.digest, bytes(after.document)) == (before.digest, bytes(before.document))
    assert after.key != before.key
    assert not is_signed(Edition(digest=before.digest, key=SigningKey.objects.get(pk=before.key_id)))
    assert "1 editions are signed" in capsys.readouterr().out


def test_present_key_is_not_retired():
    kid = current(publish_article()).key.kid
    with pytest.raises(CommandError, match="Set another SIGNING_KEY first"):
        call_command("retire_signing_key", kid)
    assert SigningKey.objects.get().retired_at is None


def test_key_that_never_was_is_told():
    kid = current(publish_article()).key.kid
    with pytest.raises(CommandError, match=f"There is {kid}"):
        call_command("retire_signing_key", "other")


def test_what_was_published_before_there_were_signatures_is_signed():
    publish_many(3)
    Edition.objects.update(key=None, signature="")
    assert len(unsigned()) == 3
    assert sign_unsigned() == 3
    assert unsigned() == []
    assert sign_unsigned() == 0


@pytest.mark.parametrize("signature", ["", "A" * 86, "x"])
def test_damaged_signature_is_found_and_mended(signature):
    article = publish_article()
    Edition.objects.update(signature=signature)
    (finding,) = unsigned()
    rebuild_thing(finding.thing)
    assert is_signed(current(article))


@pytest.mark.parametrize("key", ["", "short", "A" * 44])
def test_key_of_another_length_is_refused(settings, key):
    settings.SIGNING_KEY = key
    with pytest.raises(ImproperlyConfigured, match="32 random bytes"):
        publish_article()


def test_public_keys_are_a_set(client, settings):
    publish_article("old")
    new_key(settings)
    kid = current(publish_article("new")).key.kid
    answer = client.get("/.well-known/jwks.json")
    assert answer["Content-Type"] == "application/jwk-set+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    keys = json.loads(answer.content)["keys"]
    assert keys[0]["kid"] == kid
    assert {len(keys)} == {2}
    assert set(keys[0]) == {"kty", "crv", "alg", "use", "kid", "x"}
    assert client.get("/.well-known/jwks.json", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.post("/.well-known/jwks.json").status_code == 405


def test_signature_is_told_wherever_the_digest_is(client):
    edition = current(publish_article())
    told = (edition.key_id, edition.signature)
    for path in ("articles/walking-again/", "articles/walking-again/editions/1/"):
        answer = client.get(f"/api/v1/{path}")
        assert (answer["Edition-Key"], answer["Edition-Signature"]) == told
        assert "Edition-Signature" in answer["Access-Control-Expose-Headers"]
    change = client.get("/api/v1/changes/").json()["changes"][0]
    entry = client.get("/api/v1/articles/walking-again/editions/").json()["results"][0]
    assert (change["kid"], change["signature"]) == (entry["kid"], entry["signature"]) == told
    assert "Edition-Signature" not in client.get("/api/v1/articles/walking-again/?fields=title")
