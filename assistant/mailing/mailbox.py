"""Addresses and names as a letter may carry them: nothing in them can start a header or another address."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email.headerregistry import Address
from typing import Final, Self

_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@({_LABEL}(?:\.{_LABEL})+)")
_NAMED: Final = re.compile(r"(?:(?P<name>[^<>]*?) ?)<(?P<address>[^<>]*)>")
_LONGEST: Final = 254  # characters of an address (RFC 5321)
_LONGEST_LOCAL: Final = 64
_STEERING: Final = frozenset('"\\')
_LONGEST_NAME: Final = 100
_LIKE_AN_ADDRESS: Final = re.compile(r"[@<>\uff20\ufe6b]|=\?")  # also other signs, and encoded text


class AddressError(ValueError):
    """It is no address of one person; the text says so with the address."""


@dataclass(frozen=True)
class Mailbox:
    """One address, with the name that stands before it.

    Attributes:
        address: ASCII; an international domain is in its encoded form.
        name: Without anything unseen; empty where it would read like an address.
    """

    address: str
    name: str = ""

    @classmethod
    def of(cls, address: str, name: str = "") -> Self:
        """The mailbox of a person.

        Raises:
            AddressError: It is no address, or more than one.
        """
        return cls(plain_address(address), plain_name(name))

    @classmethod
    def read(cls, text: str) -> Self:
        """What `str` wrote: an address, or a name and an address in angle brackets.

        Raises:
            AddressError: It is neither.
        """
        named = _NAMED.fullmatch(text)
        return cls.of(named["address"], named["name"]) if named else cls.of(text)

    @property
    def header(self) -> Address:
        """For a header, which quotes and encodes the name."""
        return Address(display_name=self.name, addr_spec=self.address)

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


def plain_address(text: str) -> str:
    """The address with its domain in ASCII.

    Raises:
        AddressError: It is no address, or more than one.
    """
    local, _, domain = text.rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        address = ""
    if not _ADDRESS.fullmatch(address) or len(address) > _LONGEST or len(local) > _LONGEST_LOCAL:
        raise AddressError(f"{text!r} is not an e-mail address; write one like dana@acme.example")
    return address


def is_address(text: str) -> bool:
    """Whether a letter can go there."""
    try:
        plain_address(text)
    except AddressError:
        return False
    return True


def plain_name(text: str) -> str:
    """A name in one line, without what cannot be seen; empty if it reads like an address, or could."""
    seen = "".join(" " if is_unseen(letter) else letter for letter in text if letter not in _STEERING)
    return "" if _LIKE_AN_ADDRESS.search(seen) else " ".join(seen.split())[:_LONGEST_NAME].strip()


def is_unseen(letter: str) -> bool:
    """Whether it is a control, a line's end, or turns the reading direction."""
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
