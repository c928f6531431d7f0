"""Scheduled changes, and moments that have come."""

from datetime import timedelta

from django.utils import timezone


def schedule(item, moment, **fields):
    """A change of these fields that goes live then."""
    draft = item.get_latest_revision_as_object()
    draft.go_live_at = moment
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def make_due(item):
    """The moment of what is scheduled was a second ago."""
    past = timezone.now() - timedelta(seconds=1)
    revision = item.revisions.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    return past
