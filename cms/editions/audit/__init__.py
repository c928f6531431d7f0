"""The ledger compared with itself: nothing altered or missing, and what follows from documents true.

It needs the ledger alone. Whether it says what is live is for others to ask.
"""

from .findings import Finding, Mend, name_thing
from .ledger import audit_ledger, count_ledger

__all__ = ["Finding", "Mend", "audit_ledger", "count_ledger", "name_thing"]
