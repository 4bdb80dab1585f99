"""Occasions to write, found in one partner's rows: pure, so that the same rows give the same message."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from assistant.drafting import kinds
from assistant.drafting.material import Moment, Occasion, Purpose
from tools.facts import Fact, Kind, Value
from tools.kinds import (
    CERTIFICATION,
    CERTIFICATION_EARNED,
    CERTIFICATION_EXPIRES,
    CERTIFICATION_PERSON,
    CONTACT,
    DEAL_CLOSED,
    DEAL_CUSTOMER,
    PARTNER_SINCE,
)

ORDER: Final[dict[Purpose, tuple[Occasion, ...]]] = {
    Purpose.CHECK_IN: (
        Occasion.ASKED, Occasion.WORDS, Occasion.WROTE, Occasion.OPEN_DEAL, Occasion.WIN, Occasion.TALK,
        Occasion.TALK_OTHER, Occasion.TALK_TEAM, Occasion.EARNED, Occasion.LEAD, Occasion.TRAINING,
        Occasion.TRAINING_TEAM, Occasion.ANNIVERSARY,
    ),
    Purpose.WIN_BACK: (
        Occasion.WORDS, Occasion.WROTE, Occasion.WIN, Occasion.PAST_WIN, Occasion.TALK,
    ),
    Purpose.CONGRATULATION: (
        Occasion.WINS, Occasion.WIN, Occasion.EARNED_OWN, Occasion.EARNED, Occasion.ANNIVERSARY,
    ),
    Purpose.CERTIFICATION: (Occasion.EXPIRING_OWN, Occasion.EXPIRING, Occasion.EARNED),
    Purpose.PROMISE: (Occasion.PROMISE_US, Occasion.OWED, Occasion.PROMISE_THEM),
}  # fmt: skip
"""Occasions that can carry a message of that purpose, best first."""

_RECENT: Final = timedelta(days=180)
"""An event older than that is no reason to write; what was won or said longer ago is stale to the reader."""

_TALKS: Final = ("meeting", "call")
_EXPIRY_AHEAD: Final = timedelta(days=120)
_YEARS: Final = 2
_WINS: Final = 2


def occasions(
    partner_id: str,
    rows: Mapping[str, pd.DataFrame],
    signed_on: date | None,
    as_of: date,
    recipient: str = "",
    colleagues: Iterable[str] = (),
    sender: Iterable[str] = (),
) -> Iterator[Moment]:
    """Every occasion that the rows give, at most one of each kind: the latest.

    Args:
        partner_id: The partner.
        rows: Of this partner alone, by table, with nothing after `as_of`.
        signed_on: The day of their contract, if known.
        as_of: The day from which one looks back.
        recipient: Name of the person addressed, whose certifications and conversations are their own.
        colleagues: Names of the partner's other contacts.
        sender: Name and address of who signs.
    """
    known = _Known(
        _text(recipient), frozenset(map(_text, colleagues)), frozenset(filter(None, map(_text, sender)))
    )
    about = _Facts(partner_id, as_of)
    yield from _deals(rows["deals"], about)
    yield from _certifications(rows["certifications"], about, recipient)
    yield from _activities(rows["activities"], about, known)
    yield from _leads(rows["leads"], about)
    if signed_on is not None and signed_on <= as_of - timedelta(days=180):
        years = as_of.year - signed_on.year - ((as_of.month, as_of.day) < (signed_on.month, signed_on.day))
        slots = {"signed_on": about.fact(PARTNER_SINCE, signed_on, row=f"partners:{partner_id}")}
        if years >= _YEARS:
            slots["years"] = about.fact(kinds.YEARS_TOGETHER, years, row=f"partners:{partner_id}")
        yield Moment(Occasion.ANNIVERSARY, slots)


@dataclass(frozen=True)
class _Known:
    """Whom a message is between, and whom it may name; in small letters."""

    recipient: str
    colleagues: frozenset[str]
    sender: frozenset[str]

    def is_recipient(self, person: object) -> bool:
        return bool(self.recipient) and _text(person) == self.recipient


class _Facts:
    """Makes facts about one partner on one day."""

    def __init__(self, partner_id: str, as_of: date) -> None:
        self.partner_id = partner_id
        self.as_of = as_of

    def fact(self, kind: Kind, value: Value, row: str) -> Fact:
        return Fact(kind, self.partner_id, value, self.as_of, subject=row.partition(":")[2], rows=(row,))

    def recent(self, dates: pd.Series[Any]) -> pd.Series[bool]:
        return dates.between(pd.Timestamp(self.as_of - _RECENT), pd.Timestamp(self.as_of))


def _deals(deals: pd.DataFrame, about: _Facts) -> Iterator[Moment]:
    named = deals[deals["customer"].notna()]
    won = named[(named["stage"] == "won") & named["closed_on"].notna()].sort_values(["closed_on", "deal_id"])
    if len(won):
        yield from _wins(won.iloc[-1], deals, about)
    waiting = named[(named["stage"] == "open") & about.recent(named["created_on"])]
    if len(waiting):
        latest = waiting.sort_values(["created_on", "deal_id"]).iloc[-1]
        row = f"deals:{latest['deal_id']}"
        opened = about.fact(kinds.DEAL_REGISTERED, latest["created_on"].date(), row)
        customer = about.fact(DEAL_CUSTOMER, str(latest["customer"]), row)
        yield Moment(Occasion.OPEN_DEAL, {"open_customer": customer, "opened_on": opened})


def _wins(latest: pd.Series[Any], deals: pd.DataFrame, about: _Facts) -> Iterator[Moment]:
    """The latest win, as news or as a memory, and how many there were this year if that is worth a word."""
    row = f"deals:{latest['deal_id']}"
    slots = {
        "customer": about.fact(DEAL_CUSTOMER, str(latest["customer"]), row),
        "won_on": about.fact(DEAL_CLOSED, latest["closed_on"].date(), row),
    }
    if latest["closed_on"].date() < about.as_of - _RECENT:
        yield Moment(Occasion.PAST_WIN, slots)
        return
    yield Moment(Occasion.WIN, slots)
    this_year = deals[(deals["stage"] == "won") & (deals["closed_on"].dt.year == about.as_of.year)]
    if len(this_year) >= _WINS and latest["closed_on"].year == about.as_of.year:
        wins = about.fact(kinds.WINS_THIS_YEAR, len(this_year), f"partners:{about.partner_id}")
        yield Moment(Occasion.WINS, {**slots, "wins": wins})


def _certifications(held: pd.DataFrame, about: _Facts, recipient: str) -> Iterator[Moment]:
    earned = held[about.recent(held["earned_on"])].sort_values(["earned_on", "certification_id"])
    ends = held["expires_on"].between(pd.Timestamp(about.as_of), pd.Timestamp(about.as_of + _EXPIRY_AHEAD))
    expiring = held[ends].sort_values(["expires_on", "certification_id"], ascending=[False, True])
    for occasion, own, rows, kind, column in (
        (Occasion.EARNED, Occasion.EARNED_OWN, earned, CERTIFICATION_EARNED, "earned_on"),
        (Occasion.EXPIRING, Occasion.EXPIRING_OWN, expiring, CERTIFICATION_EXPIRES, "expires_on"),
    ):
        if len(rows):
            chosen = rows.iloc[-1]
            row = f"certifications:{chosen['certification_id']}"
            yield Moment(
                own if str(chosen["person"]).casefold() == recipient.casefold() else occasion,
                {
                    "person": about.fact(CERTIFICATION_PERSON, str(chosen["person"]), row),
                    "certification": about.fact(CERTIFICATION, str(chosen["name"]), row),
                    column: about.fact(kind, chosen[column].date(), row),
                },
            )


def _activities(activities: pd.DataFrame, about: _Facts, known: _Known) -> Iterator[Moment]:
    ordered = activities.sort_values(["date", "activity_id"])
    talks = ordered[ordered["kind"].isin(_TALKS)].to_dict("records")
    trainings = ordered[(ordered["kind"] == "training") & about.recent(ordered["date"])].to_dict("records")
    yield from _talk(talks, about, known)
    for occasion, rows in (
        (Occasion.TRAINING, [row for row in trainings if known.is_recipient(row["person"])]),
        (Occasion.TRAINING_TEAM, [row for row in trainings if not known.is_recipient(row["person"])]),
    ):
        if rows:
            row = f"activities:{rows[-1]['activity_id']}"
            yield Moment(occasion, {"trained_on": about.fact(kinds.TRAINED, rows[-1]["date"].date(), row)})
            return


def _talk(talks: list[dict[Hashable, Any]], about: _Facts, known: _Known) -> Iterator[Moment]:
    """The latest conversation that may be spoken of; a recent one of the recipient's own before all."""
    told = [(row, occasion) for row in talks if (occasion := _talk_with(row, known)) is not None]
    since = pd.Timestamp(about.as_of - _RECENT)
    own = [one for one in told if one[1] is not Occasion.TALK_OTHER and one[0]["date"] >= since]
    for row, occasion in (own or told)[-1:]:
        place = f"activities:{row['activity_id']}"
        slots = {"talked_on": about.fact(kinds.TALKED, row["date"].date(), place)}
        if occasion is Occasion.TALK_OTHER:
            slots["talker"] = about.fact(CONTACT, str(row["person"]).strip(), place)
        yield Moment(occasion, slots)


def _talk_with(row: Mapping[Hashable, Any], known: _Known) -> Occasion | None:
    """Whose conversation it was; None if it was somebody's of whom the recipient should not be told."""
    if not _text(row["person"]):
        return Occasion.TALK_TEAM
    if known.is_recipient(row["person"]):
        return Occasion.TALK
    ours = _text(row.get("by"))
    named = _text(row["person"]) in known.colleagues
    return Occasion.TALK_OTHER if named and (not ours or ours in known.sender) else None


def _text(value: object) -> str:
    return value.strip().casefold() if isinstance(value, str) else ""


def _leads(leads: pd.DataFrame, about: _Facts) -> Iterator[Moment]:
    taken = leads[(leads["direction"] == "in") & leads["status"].isin(["accepted", "converted"])]
    taken = taken[about.recent(taken["created_on"])].sort_values(["created_on", "lead_id"])
    if len(taken):
        latest = taken.iloc[-1]
        sent = about.fact(kinds.LEAD_SENT, latest["created_on"].date(), f"leads:{latest['lead_id']}")
        yield Moment(Occasion.LEAD, {"lead_on": sent})
