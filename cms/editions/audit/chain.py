"""The ledger from its first edition to its last: nothing left out, nothing altered since it was written."""

from collections.abc import Iterator

from cms.editions.canonical import next_chain, sha256_hex
from cms.editions.models import Edition, Ledger

from .findings import BACKUP, RESTORE, Finding, name_thing
from .read import is_current, is_redacted, numbers_in_words

_LEDGER = "The ledger"
ALTERED = "its stored document was altered: its bytes are not those that its digest was taken of."
WRONG_DIGEST = "its digest was altered; the document is the one that was published."
UNCHAINED = "its chain does not follow from the edition before it and its digest."


class ChainAudit:
    """Follows the chain of hashes. After a fault it goes on from what is stored: each fault is told once."""

    def __init__(self) -> None:
        self.sequence, self.chain = 0, ""

    def check(self, edition: Edition) -> Iterator[Finding]:
        """The next edition: is it next, and is it what was published?"""
        missing = range(self.sequence + 1, edition.sequence)
        if missing:
            yield Finding(_LEDGER, f"of its sequence, {numbers_in_words(missing)} is missing.")
        if fault := self._fault(edition, unknown=bool(missing)):
            current = is_current(edition)
            yield Finding(
                name_thing(edition.thing),
                f"edition {edition.number}: {fault}",
                RESTORE if current else BACKUP,
                spreads=current and fault is not WRONG_DIGEST,
            )
        self.sequence, self.chain = edition.sequence, edition.chain

    def _fault(self, edition: Edition, *, unknown: bool) -> str | None:
        """Of document, digest and chain, the one that does not fit the two others."""
        taken = edition.digest if is_redacted(edition) else sha256_hex(bytes(edition.document))
        follows = unknown or next_chain(self.chain, taken) == edition.chain
        if taken == edition.digest:
            return None if follows else UNCHAINED
        return WRONG_DIGEST if follows and not unknown else ALTERED

    def finish(self, ledger: Ledger | None) -> Iterator[Finding]:
        """After the last edition: the ledger's own row says where the next one begins."""
        kept = (ledger.sequence, ledger.chain) if ledger else (0, "")
        if kept == (self.sequence, self.chain):
            return
        if kept[0] > self.sequence:
            missing = numbers_in_words({self.sequence + 1, kept[0]})
            yield Finding(
                _LEDGER, f"of its sequence, {missing} is missing: it says that it ends at {kept[0]}."
            )
        else:
            wrong = f"its own row says sequence {kept[0]} and another chain than its last edition"
            yield Finding(_LEDGER, f"{wrong}, {self.sequence}.")
