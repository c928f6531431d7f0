"""What an audit found, in words."""

from dataclasses import dataclass
from enum import Enum

from cms.editions.models import Thing

RESTORE = (
    "A stored document is never rewritten: restore the database from a backup, or, to go on with this one, "
    "change the thing in the admin and publish it, so that a new edition takes this one's place."
)
BACKUP = "Nothing here can make it again: restore the database from a backup."


class Mend(Enum):
    """What mends a finding without inventing anything."""

    REBUILD = "--repair makes it again from the stored documents."
    COMPILE = "--repair compiles it again from what is live."


@dataclass(frozen=True)
class Finding:
    """Something wrong: with what, how, and what to do. `thing` is the row that a mend begins with.

    `spreads` says that compiling anything now could carry the damage into new editions.
    """

    about: str
    wrong: str
    advice: str = BACKUP
    mend: Mend | None = None
    thing: int | None = None
    spreads: bool = False

    def __str__(self) -> str:
        return f"{self.about}: {self.wrong} {self.mend.value if self.mend else self.advice}"


def name_thing(thing: Thing) -> str:
    """Kind, title and identity, for whoever must find it."""
    title = f"“{thing.title}” " if thing.title else ""
    return f"{thing.kind} {title}({thing.content_id}, {thing.locale})"


def rebuild(thing: Thing, wrong: str) -> Finding:
    """Something that follows from the thing's stored documents, and says something else."""
    return Finding(name_thing(thing), wrong, mend=Mend.REBUILD, thing=thing.pk)
