"""The only code that writes what belongs to partners."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from .keys import PREFIX, digest_of, new_name, new_secret
from .models import Acknowledgement, Partner, PartnerKey, PartnerRead, PartnerTopic

USED_TO_THE = timedelta(hours=1)
"""How exactly it is known when a key was last used: otherwise every read would be a write."""


class Read(NamedTuple):
    """An edition that a partner was given."""

    content_id: UUID
    locale: str
    edition: int


def save_partner(*, partner: Partner, content_ids: Collection[UUID], at: datetime) -> None:
    """Keep a partner, new or changed, with the topics that it reads from now on; none for all."""
    with transaction.atomic():
        if partner.pk is None:
            partner.had_all = not content_ids
        partner.save()
        _set_topics(partner, content_ids, at)


def make_key(
    *,
    partner: Partner,
    scopes: Collection[str],
    at: datetime,
    expires_at: datetime | None = None,
    note: str = "",
) -> tuple[PartnerKey, str]:
    """A new key and its text, which can be shown now and never again."""
    secret = new_secret()
    key = PartnerKey.objects.create(
        partner=partner,
        name=new_name(),
        digest=digest_of(secret),
        scopes=sorted(scopes),
        note=note,
        created_at=at,
        expires_at=expires_at,
    )
    return key, f"{PREFIX}_{key.name}_{secret}"


def revoke_key(*, key: PartnerKey, at: datetime) -> bool:
    """From now on it opens nothing. Whether it still did."""
    return bool(PartnerKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=at))


def note_use(*, key: PartnerKey, at: datetime) -> None:
    if key.last_used_at is None or at - key.last_used_at >= USED_TO_THE:
        PartnerKey.objects.filter(pk=key.pk).update(last_used_at=at)


def acknowledge(*, partner: Partner, read: Read, at: datetime) -> tuple[Acknowledgement, bool]:
    """Keep that a partner acted on a notice, and whether that is new. Said twice, it stands once."""
    return Acknowledgement.objects.get_or_create(
        partner=partner, **read._asdict(), defaults={"acknowledged_at": at}
    )


def record_reads(*, partner: Partner, reads: Iterable[Read], on: date) -> None:
    """Count editions as read once more on this day."""
    # In one order, so that two requests that count the same editions never wait for each other.
    rows = sorted(set(reads))
    if not rows:
        return
    values: list[object] = []
    for each in rows:
        values += [partner.pk, _prepare(each.content_id), each.locale, each.edition, on, 1]
    places = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(rows=places), values)


def _prepare(content_id: UUID) -> object:
    return PartnerRead._meta.get_field("content_id").get_db_prep_value(content_id, connection)


# In one statement, which the ORM has no words for.
_COUNT = """
INSERT INTO partners_partnerread AS kept (partner_id, content_id, locale, edition, day, reads) VALUES {rows}
ON CONFLICT (partner_id, content_id, locale, edition, day) DO UPDATE SET reads = kept.reads + 1
"""


def _set_topics(partner: Partner, content_ids: Collection[UUID], at: datetime) -> None:
    """What it read before is remembered.

    If they are others, its feed starts again: it brings what it may read now, and takes back what it may not.
    """
    standing = set(partner.topics.standing().values_list("content_id", flat=True))
    if standing == set(content_ids):
        return
    partner.topics.standing().exclude(content_id__in=content_ids).update(removed_at=at)
    partner.topics.filter(content_id__in=content_ids).update(removed_at=None)
    known = set(partner.topics.values_list("content_id", flat=True))
    new = sorted(set(content_ids) - known)
    PartnerTopic.objects.bulk_create(PartnerTopic(partner=partner, content_id=each) for each in new)
    partner.generation += 1
    partner.had_all = partner.had_all or not content_ids
    partner.save(update_fields=["generation", "had_all"])
