"""`call_brief`: one screen before a call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from assistant.standing import Standing
from assistant.toolbox.arguments import CallBrief
from assistant.toolbox.matters import in_words, promise_quote
from assistant.toolbox.turn import Office, Turn
from knowledge.notes import notes_of, quote
from knowledge.partners import contacts_of
from knowledge.readings import taboos
from knowledge.rows import partner_rows
from tools.about import About, Slots
from tools.attention.findings import DRAFTS, item_statements
from tools.facts import Fact, Findings, Kind, Quote, Statement, Suggestion, TableSpec, Unit
from tools.journey import journey_statements
from tools.kinds import CONTACT, CONTACT_ROLE, DEALS_OPEN
from tools.sentences import sentences
from tools.tiers import tier_fact

LANGUAGE: Final = Kind("contact.language", Unit.NAME, "language")
OPEN_AMOUNT: Final = Kind("deals.open_amount", Unit.MONEY, "amount of open deals")
_PROMISES: Final = 2
_COLUMNS: Final = ("contact", "role", "language")


def call_brief(arguments: CallBrief, turn: Turn, office: Office) -> Findings:
    """What needs attention, open deals and promises, who they are, latest words, what not to mention."""
    standing = office.standings.at(turn.as_of)
    about = About(standing.portfolio, arguments.partner)
    with office.engine.connect() as connection:
        raised = tuple(in_words(connection, standing, _raise(standing, arguments.partner)))
        told = {words.id for one in raised for words in one.quotes()}
        promised = _promised(connection, standing, arguments.partner)
        said = (
            *raised,
            *_unmentionable(connection, turn, arguments.partner),
            *_open_deals(connection, about),
            *(one for one in promised if not told & {words.id for words in one.quotes()}),
            *_who(standing, about, named=bool(raised)),
            *_last_words(connection, turn, arguments.partner),
        )
        people = _people(connection, turn, arguments.partner)
    partner = about.partner()
    item = standing.attention.item(arguments.partner)
    keys = ("suggest.why", DRAFTS.get(item.play, "suggest.draft") if item else "suggest.draft")
    return Findings(
        said, table=people, suggestions=tuple(Suggestion(key, {"partner": partner}) for key in keys)
    )


def _who(standing: Standing, about: About, *, named: bool) -> Iterator[Statement]:
    """Tier and phase; "they" once the partner was named."""
    tier = tier_fact(standing.portfolio, standing.tiers, about.partner_id)
    if tier is not None:
        slots: Slots = {"tier": tier} if named else {"partner": about.partner(), "tier": tier}
        yield Statement("brief.tier_also" if named else "brief.tier", slots)
    stay = journey_statements(standing.portfolio, standing.journey, about.partner_id)[0]
    if named or tier is not None:
        rest = {slot: fact for slot, fact in stay.slots.items() if slot != "partner"}
        stay = Statement(f"{stay.key}_also", rest)
    yield stay


def _open_deals(connection: Connection, about: About) -> Iterator[Statement]:
    """How many deals are open, and what those with an amount are worth together."""
    deals = partner_rows(connection, [about.partner_id], about.portfolio.as_of)["deals"]
    still = deals[deals["stage"].eq("open")]
    if still.empty:
        return
    slots: Slots = {"open": about.fact(DEALS_OPEN, len(still))}
    if still["amount_base"].notna().any():
        slots["amount"] = about.fact(OPEN_AMOUNT, still["amount_base"].sum())
    yield Statement("brief.deals" if "amount" in slots else "brief.deals_unpriced", slots)


def _raise(standing: Standing, partner_id: str) -> Iterator[Statement]:
    item = standing.attention.item(partner_id)
    if item is not None:
        yield from item_statements(standing.portfolio, item)


def _promised(connection: Connection, standing: Standing, partner_id: str) -> Iterator[Statement]:
    """Open promises in the words of the note: ours first, and what is due earliest."""
    frame = standing.promises
    mine = frame[(frame["partner_id"] == partner_id) & (frame["status"] == "open")]
    mine = mine.sort_values(["owed_by", "due_on"], ascending=[False, True], na_position="last")
    for _, row in mine.head(_PROMISES).iterrows():
        if words := promise_quote(connection, row):
            yield Statement(f"brief.promise_{row['owed_by']}", {"words": words})


def _last_words(connection: Connection, turn: Turn, partner_id: str) -> Iterator[Statement]:
    """The latest note's first sentence."""
    for note in notes_of(connection, [partner_id], turn.notes_until)[:1]:
        start, end = next(iter(sentences(note.text)), (0, len(note.text)))
        yield Statement("brief.latest", {"words": quote(connection, note, start, end)})


def _unmentionable(connection: Connection, turn: Turn, partner_id: str) -> Iterator[Statement]:
    words: list[Quote] = taboos(connection, partner_id, turn.notes_until)
    for one in words[:1]:
        yield Statement("brief.taboo", {"words": one})


def _people(connection: Connection, turn: Turn, partner_id: str) -> TableSpec | None:
    def cell(kind: Kind, value: str, contact_id: str) -> Fact | None:
        return Fact(kind, partner_id, value, turn.as_of, subject=contact_id) if value else None

    rows = tuple(
        (
            cell(CONTACT, one.name, one.id),
            cell(CONTACT_ROLE, one.role, one.id),
            cell(LANGUAGE, one.language, one.id),
        )
        for one in contacts_of(connection, partner_id)
        if one.left_on is None or one.left_on > turn.as_of
    )
    return TableSpec("brief.people", _COLUMNS, rows) if rows else None
