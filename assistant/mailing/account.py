"""The account that mail leaves by: where the server is, and in whose name it may write."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from assistant.mailing.mailbox import Mailbox, is_address, plain_address


class Security(StrEnum):
    """How the connection is protected; the scheme of the URL."""

    TLS = "smtps"
    STARTTLS = "smtp+starttls"
    PLAIN = "smtp"  # to this machine alone


PORTS: Final = {Security.TLS: 465, Security.STARTTLS: 587, Security.PLAIN: 25}
_HOW: Final = "write for example smtp+starttls://user:password@mail.example.com:587"


class AccountError(ValueError):
    """The settings are no usable account; its text never holds the password."""


@dataclass(frozen=True)
class Server:
    """A mail server.

    Attributes:
        user: Empty: it is used without a password.
        timeout: Seconds that it may take for each of its answers.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0


@dataclass(frozen=True)
class Account:
    """What mail leaves by.

    Attributes:
        from_address: In whose address it writes for people that are not in `send_as`; empty: for nobody.
        send_as: Lower-case addresses, and domains as `@vendor.example`, that it may write as.
    """

    server: Server
    from_address: str = ""
    send_as: frozenset[str] = frozenset()

    def sender(self, address: str, name: str) -> Mailbox | None:
        """What stands in From for a person of ours; None if the account cannot write for that person."""
        if self.may_send_as(address):
            return Mailbox.of(address, name)
        return Mailbox.of(self.from_address, name) if self.from_address else None

    def may_send_as(self, address: str) -> bool:
        """Whether the person's own address may stand in From."""
        own = address.strip().lower()
        return is_address(own) and (own in self.send_as or f"@{own.rpartition('@')[2]}" in self.send_as)


def read_server(url: str, timeout: float) -> Server:
    """The server of RAPPORT_SMTP_URL.

    Raises:
        AccountError: naming what is wrong with it.
    """
    try:
        parts = urlsplit(url)
        security, host, port = Security(parts.scheme), parts.hostname or "", parts.port
    except ValueError:
        schemes = ", ".join(f"{one}://" for one in Security)
        raise AccountError(
            f"RAPPORT_SMTP_URL: it is not a mail server's address: it begins with one of {schemes}; {_HOW}"
        ) from None
    if not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise AccountError(f"RAPPORT_SMTP_URL: it names no server, or something behind it; {_HOW}")
    if security is Security.PLAIN and not _is_this_machine(host):
        raise AccountError(
            f"RAPPORT_SMTP_URL: smtp:// is not encrypted, so it may lead to this machine only; {_HOW}"
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise AccountError(f"RAPPORT_SMTP_URL: it has a user or a password alone; {_HOW}")
    return Server(host, PORTS[security] if port is None else port, security, user, password, timeout)


def read_send_as(text: str) -> frozenset[str]:
    """The addresses and `@domains` of a list with commas.

    Raises:
        AccountError: naming the first that is neither.
    """
    wanted = [one.strip().lower() for one in text.split(",") if one.strip()]
    for one in _not_addresses(wanted):
        raise AccountError(
            f"{one!r} is neither an address nor a domain; write priya@vendor.example or @vendor.example"
        )
    return frozenset(wanted)


def read_from(text: str) -> str:
    """The address that stands in From.

    Raises:
        AccountError: It is none.
    """
    try:
        return plain_address(text) if text else ""
    except ValueError as error:
        raise AccountError(str(error)) from None


def _not_addresses(wanted: Iterable[str]) -> list[str]:
    return [one for one in wanted if not is_address(f"any{one}" if one.startswith("@") else one)]


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
