"""The ledger: what was published, what is published now, and where. It knows no Wagtail."""

from typing import Self

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
    RELATED = "related"
    LINK = "link"
    TRANSLATION = "translation"
    SUCCESSOR = "successor"


SIDEWAYS = (Role.RELATED, Role.LINK, Role.TRANSLATION, Role.SUCCESSOR)
"""Roles that show a title and a url only: they count when one of these changes, not with every edition."""


class Ledger(models.Model):
    """The one row that every publication locks, so that the order of sequences is the order of commits."""

    sequence = models.PositiveBigIntegerField(default=0)
    chain = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"ledger at {self.sequence}"


class SigningKey(models.Model):
    """The public half of a key that editions are signed with; a retired one stands for nothing any more."""

    kid = models.CharField(primary_key=True, max_length=43)
    x = models.CharField(max_length=43)
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key {self.kid}"


class ThingQuerySet(models.QuerySet["Thing"]):
    """The words that reads are made of."""

    def public(self) -> Self:
        return self.filter(audience=Audience.PUBLIC)

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)


class Thing(models.Model):
    """What a published thing is now: one row for each (`content_id`, `locale`), tombstones included."""

    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    path = models.CharField(max_length=255, null=True)
    current = models.OneToOneField("Edition", null=True, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField(null=True, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PUBLISHED)
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.PUBLIC)
    title = models.CharField(max_length=255, default="")
    url = models.URLField(max_length=500, null=True)
    former_paths = models.JSONField(default=list)
    review_state = models.CharField(max_length=12, default="none")
    reviewed_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    fresh_until = models.DateTimeField(null=True)
    cache_tags = models.TextField(default="")

    objects = ThingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_id", "locale"], name="one_thing")]
        indexes = [
            models.Index(fields=["kind", "locale", "state", "-published_at", "-id"], name="listing_order"),
            models.Index(fields=["kind", "locale", "state", "updated_at", "id"], name="update_order"),
            models.Index(fields=["kind", "locale", "state", "title", "id"], name="title_order"),
            models.Index(fields=["kind", "sequence"], name="feed_of_a_kind"),
            models.Index(fields=["locale", "sequence"], name="feed_of_a_locale"),
            models.Index(fields=["fresh_until"], name="going_stale"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.content_id} {self.locale}"


class Edition(models.Model):
    """One immutable publication of one thing: its document, its listing, and its place in the ledger."""

    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveIntegerField()
    sequence = models.PositiveBigIntegerField(unique=True)
    state = models.CharField(max_length=12, choices=State.choices)
    audience = models.CharField(max_length=12, choices=Audience.choices)
    document = models.BinaryField()
    listing = models.BinaryField()
    content_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    because = models.JSONField()
    key = models.ForeignKey(SigningKey, null=True, on_delete=models.PROTECT, db_index=False)
    signature = models.CharField(max_length=86, default="")
    created_at = models.DateTimeField()
    # Set when it is stored: whether those who only point to its thing show something else now.
    shows_differently = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "number"], name="one_number")]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.thing}"


class InclusionQuerySet(models.QuerySet["Inclusion"]):
    """The words that questions about use are made of."""

    def current(self) -> Self:
        """Those of the editions that are their things' current ones."""
        return self.filter(current=True)

    def held(self) -> Self:
        """Those that the edition shows in full, not those that it only points to."""
        return self.exclude(role__in=SIDEWAYS)

    def of(self, thing: Thing) -> Self:
        """Those in which this thing is included or wanted."""
        return self.filter(content_id=thing.content_id, locale=thing.locale)


class Inclusion(models.Model):
    """That an edition includes another thing, or wants it (no number), and in which role.

    `current` says that the edition is its thing's current one: most questions are about those, and the index
    of where things are used holds no others.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="inclusions", db_index=False)
    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    number = models.PositiveIntegerField(null=True)
    role = models.CharField(max_length=12, choices=Role.choices)
    current = models.BooleanField(default=True)

    objects = InclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "content_id", "locale", "role"], name="one_inclusion")
        ]
        indexes = [
            models.Index(
                fields=["content_id", "locale", "role"], condition=models.Q(current=True), name="used_now"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.content_id} {self.locale}"


class Facet(models.Model):
    """Something that lists filter by and that a thing may have several of, as its current document says."""

    class Name(models.TextChoices):
        AUTHOR = "author"
        CODE = "code"

    thing = models.ForeignKey(Thing, on_delete=models.CASCADE, related_name="facets", db_index=False)
    name = models.CharField(max_length=12, choices=Name.choices)
    value = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "name", "value"], name="one_facet")]
        indexes = [models.Index(fields=["name", "value"], name="having_facet")]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class SearchEntry(models.Model):
    """What of a published thing can be found: stems of its words, by weight, and its words as they are.

    The database keeps its own index of the stems: a column on PostgreSQL, a table beside it on SQLite.
    """

    thing = models.OneToOneField(
        Thing, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    digest = models.CharField(max_length=64)
    title = models.TextField()
    headings = models.TextField()
    body = models.TextField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"words of {self.thing}"


class Route(models.Model):
    """A public path of a locale and the thing it belongs to, for ever."""

    locale = models.CharField(max_length=12)
    path = models.CharField(max_length=255)
    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="routes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locale", "path"], name="one_route")]

    def __str__(self) -> str:
        return f"{self.locale} {self.path}"
