"""The words that things, editions and inclusions are told apart by."""

from django.db import models


class State(models.TextChoices):
    """What a thing is now, and what an edition made it."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    GONE = "gone"
    MOVED = "moved"


class Audience(models.TextChoices):
    """Who may read a thing."""

    PUBLIC = "public"
    PARTNERS = "partners"


class Kind(models.TextChoices):
    """What a thing is. A thing's kind never changes."""

    ARTICLE = "article"
    GUIDE = "guide"
    BENEFIT = "benefit"
    DISCLAIMER = "disclaimer"
    TOPIC = "topic"
    PERSON = "person"
    IMAGE = "image"
    SITE = "site"


class Role(models.TextChoices):
    """The part that an included thing plays in an edition."""

    BENEFIT = "benefit"
    DISCLAIMER = "disclaimer"
    PERSON = "person"
    TOPIC = "topic"
    IMAGE = "image"
    SITE = "site"
    ARTICLE = "article"
    RELATED = "related"
    LINK = "link"
    TRANSLATION = "translation"
    SUCCESSOR = "successor"


SIDEWAYS = (Role.RELATED, Role.LINK, Role.TRANSLATION, Role.SUCCESSOR)
"""Roles that show a title and a url only: they count when one of these changes, not with every edition."""
