"""Currency codes, and the signs that people write instead."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

DOLLAR: Final = "$"
"""Some dollar; which one, the cell does not say."""

UNTOLD: Final = "?"
"""A currency whose sign several countries share, such as `kr`."""

_SIGNS: Final = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "$": DOLLAR,
    "us$": "USD",
    "ca$": "CAD",
    "c$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "nt$": "TWD",
    "mx$": "MXN",
    "r$": "BRL",
    "¥": "JPY",
    "cn¥": "CNY",
    "zł": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "fr.": "CHF",
    "sfr.": "CHF",
    "₹": "INR",
    "₺": "TRY",
    "₩": "KRW",
    "₪": "ILS",
    "₫": "VND",
    "₱": "PHP",
    "₦": "NGN",
    "₴": "UAH",
    "kr": "",  # of Denmark, Iceland, Norway and Sweden
    "kr.": "",
    "rs": "",  # of India, Pakistan, Sri Lanka and more
    "rs.": "",
}


@lru_cache(maxsize=1)
def currency_codes() -> tuple[str, ...]:
    """All ISO 4217 codes, sorted."""
    from babel.numbers import list_currencies

    return tuple(sorted(list_currencies()))


@lru_cache(maxsize=1_000)
def currency_of(sign: str) -> str | None:
    """The ISO code that a sign or code stands for.

    Returns:
        `DOLLAR` for a bare dollar sign, empty for a sign of several currencies, None for anything else.
    """
    if sign.casefold() in _SIGNS:
        return _SIGNS[sign.casefold()]
    return sign.upper() if sign.upper() in currency_codes() else None
