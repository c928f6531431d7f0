"""Background tasks. They only make things happen sooner: what is pending is in rows of its own."""

from typing import Any

from django.db import transaction
from django_tasks import task

from .drain import drain_all
from .pending import postponed


@task()
def drain_pending() -> None:
    """Help the scheduler with a long cascade."""
    drain_all()


def nudge(**kwargs: Any) -> None:
    """Tell a worker as soon as there is something to see."""
    transaction.on_commit(drain_pending.enqueue)


def connect() -> None:
    postponed.connect(nudge, dispatch_uid="cms.publishing.nudge")
