"""What other models' signals mean for articles."""

from typing import Any

from django.db.models.signals import pre_delete

from cms.library.models import Benefit, Disclaimer, Image, Person, Topic

from .usage import refuse_deletion


def guard_used_part(instance: Any, **kwargs: Any) -> None:
    refuse_deletion(instance)


def connect() -> None:
    for model in (Benefit, Disclaimer, Image, Person, Topic):
        pre_delete.connect(guard_used_part, sender=model, dispatch_uid="cms.articles.guard_used_part")
