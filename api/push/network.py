"""Requests to addresses that somebody typed: to public ones alone, and with little patience.

Names are resolved once, and the address that was looked at is the one that is asked, so that a name which
changes its mind in between gains nothing.
"""

import ipaddress
from typing import Any

import requests
from django.conf import settings
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from cms.webhooks.services import Answer

PATIENCE = (3.05, 10.0)
"""Seconds to connect, and to wait for an answer."""
# What requests-hardened lets through: addresses of old forms that lead into one's own network.
_REFUSED = tuple(map(ipaddress.ip_network, ("::/96", "fec0::/10")))


def post(url: str, content: bytes, headers: dict[str, str]) -> Answer:
    """Send it, and say what came of it. No redirect is followed."""
    try:
        with _session() as session:
            answer = session.post(url, data=content, headers=headers, stream=True)
            answer.close()
    except (requests.RequestException, UnicodeError, ValueError) as error:
        return Answer(taken=False, said=_explain(error))
    return Answer(
        taken=200 <= answer.status_code < 300,
        said=f"{answer.status_code} {answer.reason or ''}".strip(),
        gone=answer.status_code == requests.codes.gone,
    )


class _Adapter(IPFilterAdapter):
    """Refuses some more addresses than the library does."""

    def build_connection_pool_key_attributes(self, *args: Any, **kwargs: Any) -> Any:
        host, pool = super().build_connection_pool_key_attributes(*args, **kwargs)
        address = ipaddress.ip_address(host["host"].strip("[]"))
        if not address.is_loopback and any(address in network for network in _REFUSED):
            raise InvalidIPAddress(address)
        return host, pool


def _session() -> HTTPSession:
    own = bool(settings.WEBHOOKS_TO_LOOPBACK)
    config = Config(
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=own,
        never_redirect=True,
        default_timeout=PATIENCE,
        user_agent_override="Aftercare-Webhooks",
    )
    session = HTTPSession(config)
    # A proxy that the environment names would ask for us, and resolve the name again.
    session.trust_env = False
    session.mount("https://", _Adapter(is_https_proto=True, allow_loopback=own))
    session.mount("http://", _Adapter(is_https_proto=False, allow_loopback=own))
    return session


def _explain(error: Exception) -> str:
    """For the desk. The error's own words tell too much of this machine."""
    if isinstance(error, InvalidIPAddress):
        return "Its name leads to an address that is not public."
    if isinstance(error, requests.exceptions.SSLError):
        return "Its certificate is not valid."
    if isinstance(error, requests.Timeout):
        return f"It did not answer within {PATIENCE[1]:.0f} seconds."
    return "It could not be reached."
