"""The domain that a website or an e-mail address belongs to, if it says whose it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tools.likeness.word_lists import PROVIDERS, SECOND_LEVELS, TELLS_NOTHING

_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)")
_SCHEME: Final = re.compile(r"^(?:[a-z][a-z0-9+.-]*:/+|mailto:)")
_END: Final = re.compile(r"[/?#;,\s]")
_COUNTRY: Final = 2  # letters of a country's ending
_LONGEST: Final = 253  # letters of a host name, by RFC 1035


@lru_cache(maxsize=65_536)
def registrable_domain(address: str) -> str:
    """The domain somebody registered, lower case: `acme.co.uk` of `https://www.shop.acme.co.uk/en`.

    Empty if the address cannot be read, or belongs to an e-mail provider or shared host and so tells nothing.
    No list of public endings is loaded: a few second levels before a country's ending cover companies.
    """
    host = _host(address)
    if not _HOST.fullmatch(host):
        return ""
    labels = host.split(".")
    kept = 3 if len(labels[-1]) == _COUNTRY and labels[-2] in SECOND_LEVELS else 2
    domain = ".".join(labels[-kept:])
    if len(labels) < kept or domain in TELLS_NOTHING or labels[-kept] in PROVIDERS:
        return ""
    return domain


def _host(address: str) -> str:
    host = _SCHEME.sub("", address.strip().casefold()).lstrip("/")
    host = _END.split(host, maxsplit=1)[0].rpartition("@")[2].partition(":")[0].strip(".")
    if host.isascii() or len(host) > _LONGEST:
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
