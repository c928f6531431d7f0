"""How often one reader may ask for what costs most, and what every such answer tells about it.

The headers `RateLimit-Policy` and `RateLimit` are those of draft-ietf-httpapi-ratelimit-headers-10. A reader
is an address or, with a key, the key's owner. Addresses are believed as far as `NUM_PROXIES` goes.
"""

import math
from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from .keys import owner_of


class Limit(SimpleRateThrottle):
    """So many requests of these methods in any such time, by one address or by one key."""

    methods: ClassVar[tuple[str, ...]] = ("GET", "HEAD")
    keyed: ClassVar[bool] = False
    applies = False

    def get_cache_key(self, request: Request | HttpRequest, view: Any) -> str | None:
        owner = owner_of(request)
        self.applies = request.method in self.methods and self.keyed == (owner is not None)
        if not self.applies:
            return None
        return self.cache_format % {"scope": self.scope, "ident": owner or self.get_ident(request)}

    @property
    def policy(self) -> str:
        return f'"{self.scope}";q={self.num_requests};w={self.duration}'

    @property
    def standing(self) -> str:
        """What is left, and after how many seconds there is more."""
        left = max(0, self.num_requests - len(self.history))
        reset = self.duration - (self.now - self.history[-1]) if self.history else self.duration
        return f'"{self.scope}";r={left};t={max(0, math.ceil(reset))}'


class CommentLimit(Limit):
    """Comments are sent by people, whatever key a program has."""

    scope = "comments"
    methods = ("POST",)


class SearchLimit(Limit):
    """Searches by one address."""

    scope = "search"


class KeyedSearchLimit(Limit):
    """Searches by the owner of a key."""

    scope = "search-keyed"
    keyed = True


class PartnerLimit(Limit):
    """Whatever a partner's programs ask for, by key."""

    scope = "partner"
    methods = ("GET", "HEAD", "POST", "PATCH", "DELETE")

    def get_cache_key(self, request: Request | HttpRequest, view: Any) -> str:
        self.applies = True
        return self.cache_format % {"scope": self.scope, "ident": view.key.name}


def tell_limits(limits: Iterable[Limit]) -> Iterable[tuple[str, str]]:
    """The headers, for those limits that concern this request."""
    for limit in limits:
        if limit.applies:
            yield "RateLimit-Policy", limit.policy
            yield "RateLimit", limit.standing
