"""Where copies of a manager's mails go: to the manager, to the CRM's address, or nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from knowledge.stored_settings import store_setting, stored_setting

_NAME: Final = "copies_to:"


@dataclass(frozen=True)
class Copies:
    """Who gets a copy of every mail in one person's name.

    Attributes:
        to_self: The person, at the address of that day.
        others: Addresses such as the one by which a CRM files mails.
    """

    to_self: bool = False
    others: tuple[str, ...] = ()

    def addresses(self, own: str) -> tuple[str, ...]:
        """Every address, the person's own first, none twice."""
        wanted = (*((own,) if self.to_self else ()), *self.others)
        return tuple({one.lower(): one for one in reversed(wanted)}.values())[::-1]


def copies_of(connection: Connection, email: str) -> Copies:
    """What that person wants; no copies until told otherwise."""
    kept = stored_setting(connection, _NAME + email.lower())
    if kept is None:
        return Copies()
    read = json.loads(kept)
    return Copies(read["to_self"], tuple(read["others"]))


def keep_copies(connection: Connection, email: str, copies: Copies) -> None:
    """Keep what that person wants."""
    kept = {"to_self": copies.to_self, "others": list(_distinct(copies.others))}
    store_setting(connection, _NAME + email.lower(), json.dumps(kept))


def _distinct(addresses: Iterable[str]) -> Iterable[str]:
    return {one.lower(): one for one in addresses}.values()
