"""Whom a proposal means on each side: a contact by name, or a role such as "data lead"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import pandas as pd

from assistant.toolbox.asked import reading_of
from assistant.toolbox.play_arguments import SuggestIntroduction
from assistant.toolbox.turn import Office, Turn
from knowledge.rows import partner_rows
from tools.about import About, Row
from tools.facts import Findings
from tools.introductions import persons_for, reachable, unclear_person
from tools.matching import Rows
from tools.mentions import of_kind
from tools.names import NameKind

_AFTER: Final = re.compile(
    r"^['\u2019]s?\s+(?P<role>[^\W\d_][\w \-/&]{1,40}?)\s*(?=\b(?:to|and|with|mit|und)\b|[,.!?]|$)"
)
_BEFORE: Final = re.compile(
    r"\b(?:the|a|an|den|die|der|das|einen?|al?|la|le|un[ae]?)\s+(?P<role>[^\W\d_][\w \-/&]{1,40}?)\s+"
    r"(?:at|of|from|bei|von|de|del|chez)\s+$",
    re.IGNORECASE,
)


class NobodyMeant(Exception):
    """The words for a person fit nobody there, or several; `findings` asks back."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("words for a person fit nobody or several")
        self.findings = findings


@dataclass(frozen=True)
class _Wanted:
    partner_id: str
    contact_id: str | None
    role: str | None


def people_meant(arguments: SuggestIntroduction, turn: Turn, office: Office) -> tuple[str, str]:
    """Ids of the contacts on both sides, empty where nobody in particular was asked for.

    Raises:
        NobodyMeant: Words for a person fit nobody who may be introduced, or several.
    """
    first, second = arguments.partner or "", arguments.other or ""
    wanted = (
        _Wanted(first, arguments.contact, arguments.role or _said_role(first, turn)),
        _Wanted(second, arguments.other_contact, arguments.other_role or _said_role(second, turn)),
    )
    with office.engine.connect() as connection:
        rows = partner_rows(connection, [first, second], turn.as_of)
    portfolio = office.standings.at(turn.as_of).portfolio
    found = [_one(About(portfolio, one.partner_id), one, rows) for one in wanted]
    return found[0], found[1]


def _one(about: About, wanted: _Wanted, rows: Rows) -> str:
    people = reachable(about.partner_id, rows)
    fitting: list[Row] = []
    if wanted.contact_id:
        fitting = [one for one in people if one["contact_id"] == wanted.contact_id]
    elif wanted.role:
        fitting = persons_for(wanted.role, about.partner_id, rows, pd.Timestamp(about.portfolio.as_of))
    else:
        return ""
    if len(fitting) == 1:
        return str(fitting[0]["contact_id"])
    raise NobodyMeant(unclear_person(about, wanted.role or "", fitting or people, several=bool(fitting)))


def _said_role(partner_id: str, turn: Turn) -> str | None:
    """The words beside the partner's name: `Acme's data lead`, `the data lead at Acme`."""
    reading = reading_of(turn, turn.as_of)
    for mention in of_kind(reading.mentions, NameKind.PARTNER):
        if partner_id in mention.ids:
            end = mention.end - 2 if mention.text.endswith(("'s", "\u2019s")) else mention.end
            found = _AFTER.match(turn.words[end:]) or _BEFORE.search(turn.words[: mention.start])
            if found:
                return found["role"]
    return None
