"""The ledger: what was published, what is published now, and where. It knows no Wagtail."""

from .finding import Facet, Route, SearchEntry
from .inclusions import Inclusion
from .ledger import Edition, Ledger, SigningKey, Thing
from .words import SIDEWAYS, Audience, Kind, Role, State

__all__ = [
    "SIDEWAYS",
    "Audience",
    "Edition",
    "Facet",
    "Inclusion",
    "Kind",
    "Ledger",
    "Role",
    "Route",
    "SearchEntry",
    "SigningKey",
    "State",
    "Thing",
]
