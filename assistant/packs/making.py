"""What goes into a pack: the quarter for both readers, and for us what the toolbox says of the partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from assistant.toolbox.argument_types import Arguments
from assistant.toolbox.arguments import ExplainChange, PartnerProfile
from assistant.toolbox.money_arguments import CallBrief, CommissionStatement, PartnerEconomics
from assistant.toolbox.play_arguments import Playbook
from assistant.toolbox.registry import TOOLS
from assistant.toolbox.turn import Office, Turn
from knowledge.market import offer_rows
from knowledge.notes import get_note, quote
from knowledge.rows import partner_rows
from tools.about import About
from tools.facts import Audience, Quote, Statement
from tools.qbr import Pack, Quarter, Quarterly, Section, shareable_sections
from tools.scorecard.charts import profile_chart

_PROMISES: Final = 6


def make_pack(partner_id: str, quarter: Quarter, audience: Audience, turn: Turn, office: Office) -> Pack:
    """The pack for a review of the quarter; the partner's version holds nothing that is internal.

    Args:
        partner_id: Somebody whom the asker may see.
        quarter: Has ended by `turn.as_of`.
        audience: Who will read it.
        turn: Who asks, and of which day.
        office: Where everything is read.
    """
    standing = office.standings.at(turn.as_of)
    about = About(standing.portfolio, partner_id)
    with office.engine.connect() as connection:
        rows = partner_rows(connection, [partner_id], turn.as_of)
        here = Quarterly(about, rows, quarter, offer_rows(connection))
        promised = _promised(connection, partner_id, turn, office)
    title = Statement(f"qbr.title_{audience}", {"partner": about.partner(), "quarter": here.label})
    sections = [*shareable_sections(here)]
    sections[-1:-1] = [promised] if promised.statements else []  # what is to be agreed on comes last
    if audience is Audience.INTERNAL:
        sections += _for_us(partner_id, quarter, turn, office)
    return Pack(partner_id, audience, title, tuple(sections))


def _for_us(partner_id: str, quarter: Quarter, turn: Turn, office: Office) -> Iterator[Section]:
    """Where they stand, what changed, what it costs and brings, what to do: as the toolbox tells it."""
    cards = office.standings.at(turn.as_of).scorecards
    asked: Mapping[str, tuple[str, Arguments]] = {
        "standing": ("partner_profile", PartnerProfile(partner=partner_id)),
        "change": ("explain_change", ExplainChange(partner=partner_id, since=quarter.back(1).end)),
        "brief": ("call_brief", CallBrief(partner=partner_id)),
        "money": ("partner_economics", PartnerEconomics(partner=partner_id)),
        "commission": (
            "commission_statement",
            CommissionStatement(partner=partner_id, period=quarter.period),
        ),
        "next": ("playbook", Playbook(partner=partner_id)),
    }
    for heading, (tool, arguments) in asked.items():
        found = TOOLS[tool](arguments, turn, office)
        section = Section(f"qbr.internal_{heading}_heading", found.statements, found.table)
        if heading == "standing" and (chart := profile_chart(cards, partner_id)):
            section = replace(section, chart=chart)
        if not section.empty:
            yield section


def _promised(connection: Connection, partner_id: str, turn: Turn, office: Office) -> Section:
    """Open promises of both sides, in the words of notes that the partner may read."""
    frame = office.standings.at(turn.as_of).promises
    mine = frame[(frame["partner_id"] == partner_id) & (frame["status"] == "open")]
    said = []
    for _, row in mine.sort_values("due_on").head(_PROMISES).iterrows():
        words = _shareable(connection, str(row["note_id"]), int(row["start"]), int(row["end"]))
        if words is not None:
            said.append(Statement(f"qbr.promise_{row['owed_by']}", {"words": words}))
    return Section("qbr.promised_heading", tuple(said))


def _shareable(connection: Connection, note_id: str, start: int, end: int) -> Quote | None:
    note = get_note(connection, note_id)
    if note is None or note.visibility is not Audience.SHAREABLE:
        return None
    return quote(connection, note, start, end)
