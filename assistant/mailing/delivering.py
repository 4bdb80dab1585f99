"""One try to bring a letter to its server, and what can be said of it afterwards."""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from typing import Final

from assistant.mailing.account import Security, Server

_GO_ON: Final = 354  # the answer to DATA
_TAKEN: Final = range(200, 300)  # the answer to the letter itself
_REFUSED: Final = 400  # from here on it did not work; from 500 on it never will
_NEVER: Final = 500
_WORDS: Final = 200  # characters of a server that a person is shown
_DOT: Final = re.compile(rb"^\.", re.MULTILINE)


class Outcome(StrEnum):
    """What became of a try."""

    SENT = "sent"
    REFUSED = "refused"  # for good, and nothing was sent
    LATER = "later"  # nothing was sent; another try may do
    UNKNOWN = "unknown"  # the letter was handed over, and no answer came back
    TAKEN = "taken"  # somebody else is sending it


@dataclass(frozen=True)
class Delivery:
    """What became of a try.

    Attributes:
        said: Why it was not sent, for people.
        left_out: Copies that the server refused, each with its reason.
    """

    outcome: Outcome
    said: str = ""
    left_out: tuple[str, ...] = ()


class _Stopped(Exception):
    def __init__(self, delivery: Delivery) -> None:
        super().__init__(delivery.said)
        self.delivery = delivery


def deliver(
    server: Server,
    message: EmailMessage,
    addresses: Sequence[str],
    commit: Callable[[], bool],
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context,
) -> Delivery:
    """Bring the letter to the server.

    Args:
        server: With its password; it is never part of what comes back.
        message: The letter.
        addresses: Who gets it; without the first it is not sent at all.
        commit: Called once the server took sender and recipients and before it gets a byte of the letter;
            False: somebody else sends it.
        tls: Makes the context by which certificates are verified.
    """
    try:
        smtp = _connected(server, tls)
    except (OSError, ValueError) as error:
        return _stopped(error, server)
    try:
        left_out = _addressed(smtp, str(message["From"].addresses[0].addr_spec), addresses, server)
        if not commit():
            return Delivery(Outcome.TAKEN)
        _begun(smtp, server)
        return _handed_over(smtp, message, left_out, server)
    except _Stopped as stopped:
        return stopped.delivery
    except (OSError, ValueError) as error:
        return _stopped(error, server)
    finally:
        with suppress(OSError, ValueError):  # whether it says good-bye changes nothing
            smtp.quit()
        smtp.close()


def signed_in(server: Server, tls: Callable[[], ssl.SSLContext] = ssl.create_default_context) -> str:
    """Connect and sign in, send nothing; what is in the way, empty if nothing is."""
    try:
        _connected(server, tls).close()
    except (OSError, ValueError) as error:
        return _stopped(error, server).said
    return ""


def _connected(server: Server, tls: Callable[[], ssl.SSLContext]) -> smtplib.SMTP:
    if server.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=tls())
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.security is Security.STARTTLS:
            smtp.starttls(context=tls())
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _addressed(smtp: smtplib.SMTP, sender: str, addresses: Sequence[str], server: Server) -> tuple[str, ...]:
    """Tell the server from whom and to whom; the copies that it refused, with the reason."""
    smtp.ehlo_or_helo_if_needed()
    _check(smtp.mail(sender), server)
    _check(smtp.rcpt(addresses[0]), server)
    answers = [(one, *smtp.rcpt(one)) for one in addresses[1:]]
    return tuple(f"{one} ({_words(said, server)})" for one, code, said in answers if not 0 < code < _REFUSED)


def _begun(smtp: smtplib.SMTP, server: Server) -> None:
    code, said = smtp.docmd("DATA")
    if code != _GO_ON:
        _check((max(code, _REFUSED), said), server)


def _handed_over(
    smtp: smtplib.SMTP, message: EmailMessage, left_out: tuple[str, ...], server: Server
) -> Delivery:
    """From the first byte of the letter on, silence means that nobody can tell."""
    lines = _DOT.sub(b"..", message.as_bytes())
    try:
        smtp.send(lines + (b"" if lines.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, said = smtp.getreply()
    except (OSError, ValueError):
        return Delivery(Outcome.UNKNOWN, "the mail server did not answer")
    if code < _REFUSED and code not in _TAKEN:
        return Delivery(Outcome.UNKNOWN, "the mail server's answer made no sense")
    _check((code, said), server)
    return Delivery(Outcome.SENT, left_out=left_out)


def _check(answer: tuple[int, bytes], server: Server) -> None:
    code, said = answer
    if not 0 < code < _REFUSED:
        outcome = Outcome.REFUSED if code >= _NEVER else Outcome.LATER
        raise _Stopped(Delivery(outcome, f"the mail server said {_words(said, server, code)}"))


def _stopped(error: Exception, server: Server) -> Delivery:
    """Nothing was sent, since the connection or the sign-in did not work."""
    if isinstance(error, ssl.SSLCertVerificationError):
        why = f"the certificate of {server.host} cannot be trusted: {error.verify_message}"
        return Delivery(Outcome.REFUSED, why)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Delivery(Outcome.REFUSED, f"{server.host} does not offer what RAPPORT_SMTP_URL asks for")
    if isinstance(error, smtplib.SMTPResponseException):
        outcome = Outcome.REFUSED if error.smtp_code >= _NEVER else Outcome.LATER
        return Delivery(outcome, f"the mail server said {_words(error.smtp_error, server, error.smtp_code)}")
    return Delivery(Outcome.LATER, f"{server.host} cannot be reached ({type(error).__name__})")


def _words(said: bytes | str, server: Server, code: int | None = None) -> str:
    """What the server said, in one line, without what we told it in confidence."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    plain = f"\0{server.user}\0{server.password}"
    secrets = (
        server.password,
        *(base64.b64encode(one.encode()).decode() for one in (server.password, plain)),
    )
    for secret in secrets if server.password else ():
        text = text.replace(secret, "…")
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return f"{'' if code is None else f'{code} '}{line}".strip()[:_WORDS]
