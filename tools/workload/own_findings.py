"""Answers about one person's hours: whether they are enough, what they are made of, what could give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from tools.about import Row, Slots, is_missing, row_of
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.tiers import Tier
from tools.workload import kinds
from tools.workload.assuming import assumptions
from tools.workload.load import Load, balance, by_tier, tier_label
from tools.workload.service import NO_TIER
from tools.workload.team import TOLERANCE, Member

_GROUPS: Final = 2  # tiers in a sentence
_LITTLE: Final = 0.2  # of the hours, below which autopilot would not give much


def own_findings(load: Load, member: Member, *, limit: int = 10, lead_only: bool = False) -> Findings:
    """One person's hours: whether they are enough, what takes most of them, what could give.

    Args:
        load: The team.
        member: Whose hours.
        limit: Rows of the table.
        lead_only: Whether only a lead can see the others, so that only a lead can rebalance.
    """
    mine = load.team.partners[load.team.partners["owner"].eq(member.email)]
    row = row_of(load.team.loads, member.email)
    who = "you" if member.email == load.asker else "they"
    state, slots = balance(load, float(row["over"]), member.email)
    slots |= {
        "partners": load.count(kinds.PARTNERS, len(mine), member.email),
        "needed": load.hours(kinds.NEEDED, row["needed"], member.email),
        "available": load.hours(kinds.AVAILABLE, row["available"], member.email),
    }
    if who == "they":
        slots["person"] = load.person(member)
    really = bool(row["busy"] > row["needed"])
    if really:
        slots["spent"] = load.hours(kinds.SPENT, row["spent"], member.email)
    said = [Statement(f"workload.{who}_{state}{'_really' if really else ''}", slots)]
    said += [*_made_of(load, mine, member), *assumptions(load, (member,))]
    said += [] if really else _spent(load, row, member, who)
    said += _could_give(load, mine, float(row["over"]), member)
    said += _room(load, -float(row["over"]), who, member)
    if lead_only and state == "over":
        said.append(Statement("workload.lead_can_rebalance"))
    asked = (Suggestion("workload.ask_rebalance"),) if state == "over" and not lead_only else ()
    return Findings(tuple(said), _partner_table(load, mine, limit), asked)


def _made_of(load: Load, mine: pd.DataFrame, member: Member) -> Iterator[Statement]:
    """Which tiers take most of the hours, and what activation adds."""
    groups = by_tier(mine)
    groups = groups[groups["sum"] > 0].head(_GROUPS)
    slots: Slots = {}
    for name, (tier, group) in zip(("first", "second"), groups.iterrows(), strict=False):
        subject = f"{member.email} {tier}"
        slots |= {
            f"{name}_number": load.count(kinds.PARTNERS, int(group["size"]), subject),
            f"{name}_tier": load.label(kinds.TIER, tier_label(str(tier), int(group["size"])), subject),
            f"{name}_hours": load.hours(kinds.GROUP_HOURS, float(group["sum"]), subject),
        }
    if slots:
        yield Statement(f"workload.made_of_{len(groups)}", slots, follows=True)
    if (added := float(mine["for_phase"].sum())) > TOLERANCE:
        yield Statement(
            "workload.added", {"added": load.hours(kinds.ADDED, added, member.email)}, follows=True
        )


def _spent(load: Load, row: Row, member: Member, who: str) -> Iterator[Statement]:
    """What was really spent, beside it."""
    if row["spent"] > 0:
        spent = load.hours(kinds.SPENT, row["spent"], member.email)
        yield Statement(f"workload.{who}_spent", {"spent": spent}, follows=True)
    elif row["partners"]:
        yield Statement("workload.nothing_spent", follows=True)


def _could_give(load: Load, mine: pd.DataFrame, over: float, member: Member) -> Iterator[Statement]:
    """Where time could come from, if there is too little."""
    if over <= TOLERANCE:
        return
    dementors = mine[mine["tier"].eq(Tier.DEMENTOR)]
    if dementors["hours"].sum() >= _LITTLE * over:
        slots: Slots = {
            "partners": load.count(kinds.PARTNERS, len(dementors), f"{member.email} give"),
            "hours": load.hours(kinds.GROUP_HOURS, float(dementors["hours"].sum()), f"{member.email} give"),
        }
        yield Statement("workload.give_dementors", slots)
    excess = mine["spent"] - mine["hours"]
    if excess.empty or excess.max() <= TOLERANCE:
        return
    most = str(excess.idxmax())
    yield Statement(
        "workload.give_overserved",
        {
            "partner": load.partner(most).partner(),
            "spent": load.of_partner(most, kinds.PARTNER_SPENT, mine["spent"][most]),
            "hours": load.of_partner(most, kinds.PARTNER_HOURS, mine["hours"][most]),
        },
    )


def _room(load: Load, room: float, who: str, member: Member) -> Iterator[Statement]:
    """How many more partners fit in, and how many one person can handle."""
    if not load.team.typical > 0:
        return
    if fits := load.team.room_for(room):
        slots: Slots = {
            "room_for": load.count(kinds.ROOM_FOR, fits, member.email),
            "typical": load.hours(kinds.TYPICAL, load.team.typical),
        }
        yield Statement(f"workload.{who}_fit", slots)


_PARTNER_COLUMNS: Final = ("partner", "tier", "phase", "hours a week", "really spent")


def _partner_table(load: Load, mine: pd.DataFrame, limit: int) -> TableSpec | None:
    ordered = mine.rename_axis("partner_id").reset_index()
    order = ["hours", "spent", "partner_id"]
    ordered = ordered.sort_values(order, ascending=[False, False, True]).head(limit).set_index("partner_id")
    rows = tuple(_partner_line(load, str(one), row_of(ordered, one)) for one in ordered.index)
    return TableSpec("workload.partners_title", _PARTNER_COLUMNS, rows) if rows else None


def _partner_line(load: Load, partner_id: str, row: Row) -> tuple[Fact | None, ...]:
    about = load.partner(partner_id)
    return (
        about.partner(),
        None if row["tier"] == NO_TIER else about.fact(kinds.TIER, f"tier.{row['tier']}"),
        None if is_missing(row["phase"]) else about.fact(kinds.PHASE, f"phase.{row['phase']}"),
        load.of_partner(partner_id, kinds.PARTNER_HOURS, row["hours"]),
        load.of_partner(partner_id, kinds.PARTNER_SPENT, row["spent"]),
    )
