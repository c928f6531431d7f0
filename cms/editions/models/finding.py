"""What things are found by: paths, facets and words."""

from django.db import models

from .ledger import Thing


class Route(models.Model):
    """A public path of a locale and the thing it belongs to, for ever."""

    locale = models.CharField(max_length=12)
    path = models.CharField(max_length=255)
    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="routes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locale", "path"], name="one_route")]

    def __str__(self) -> str:
        return f"{self.locale} {self.path}"


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
