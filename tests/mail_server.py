"""A real SMTP server over TLS on the loopback, with every answer that a server can give.

Stricter than the real thing: it takes no sign-in without TLS, one password, ASCII only, no bare line feed,
and no sender or recipient that is not a plain address.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from assistant.loop_thread import LoopThread, stop_accepting

USER, PASSWORD = "robot@vendor.example", "s3cr3t/pw"
_PLAIN = re.compile(r"[!-~]+@[a-z0-9.-]+")


@dataclass
class Mailed:
    """One letter as it arrived."""

    sender: str
    recipients: list[str]
    wire: bytes

    @property
    def message(self) -> EmailMessage:
        read = message_from_bytes(self.wire, policy=default)
        assert isinstance(read, EmailMessage)
        return read

    @property
    def text(self) -> str:
        return str(self.message.get_content()).replace("\r\n", "\n").removesuffix("\n")


@dataclass
class MailServer:
    """What it took, and how it is to behave.

    Attributes:
        answers: Answers to the next letters, before one is taken; `""` takes it.
        refused: Recipients and the answers to them.
        addressed, before, after: Called when the recipient is known, before a letter is taken, and after it
            was, before the answer.
        drop: `request` or `reply`: the connection breaks instead of the letter or of its answer.
        hang: Seconds before the answer to the letter.
    """

    port: int = 0
    taken: list[Mailed] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    addressed: Callable[[], None] = lambda: None
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None
    drop: str = ""
    hang: float = 0.0
    authority: trustme.CA = field(default_factory=trustme.CA)

    def url(self, security: str = "smtp+starttls") -> str:
        return f"{security}://{USER.replace('@', '%40')}:{PASSWORD.replace('/', '%2F')}@localhost:{self.port}"

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def write_authority(self, folder: Path) -> Path:
        """The authority's certificate, for SSL_CERT_FILE."""
        path = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(str(path))
        return path

    # hooks that aiosmtpd calls

    async def handle_MAIL(  # noqa: N802 -- aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if not session.authenticated:
            return "530 sign in first"
        if not _PLAIN.fullmatch(address):
            return "553 no such sender"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.asked.append(address)
        self.addressed()
        if not _PLAIN.fullmatch(address):
            return "553 no such mailbox"
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- the same
        if answer := (self.answers.pop(0) if self.answers else ""):
            return answer
        wire = envelope.original_content or b""
        if not wire.isascii() or b"\n" in wire.replace(b"\r\n", b""):
            return "554 not ASCII lines"
        self.before()
        if self.drop == "request":
            return self._broken(server)
        self.taken.append(Mailed(str(envelope.mail_from), list(envelope.rcpt_tos), wire))
        self.after()
        if self.drop == "reply":
            return self._broken(server)
        await asyncio.sleep(self.hang)
        return "250 taken"

    def _broken(self, server: SMTP) -> str:
        assert server.transport is not None
        server.transport.abort()
        return "250 never read"


@contextmanager
def mail_server(*, at_once: bool = False) -> Iterator[MailServer]:
    """A running server; `at_once` speaks TLS from the first byte instead of STARTTLS."""
    server, thread, open_sessions = MailServer(), LoopThread("mail-server"), list[SMTP]()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.authority.issue_cert("localhost").configure_cert(context)

    def session() -> SMTP:
        options = {"authenticator": _signed_in, "auth_require_tls": not at_once}
        starttls = {} if at_once else {"tls_context": context, "require_starttls": True}
        open_sessions.append(SMTP(server, hostname="localhost", **options, **starttls))
        return open_sessions[-1]

    async def listen() -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(session, "localhost", 0, ssl=context if at_once else None)

    async def close() -> None:
        await stop_accepting(*(one.fileno() for one in listening.sockets))
        listening.close()
        for one in open_sessions:
            if one.transport is not None:
                one.transport.abort()

    listening = thread.run(listen())
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        thread.run(close())
        thread.end()


def _signed_in(_server: SMTP, _session: Session, _envelope: Envelope, _kind: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=good, handled=False)
