"""What is in it for one partner: what they may be told, and for us alone how strong that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from tools.about import Row, Slots, row_of
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.program.kinds import NEXT_LEVEL, SHORT, placed
from tools.program.levels import REQUIREMENTS
from tools.proposition import kinds
from tools.proposition.earnings import like_partners
from tools.proposition.expertise import behind_expertise
from tools.proposition.money import SOURCES
from tools.proposition.offering import Field
from tools.proposition.parts import MEASURES, Part
from tools.proposition.talking import TalkingPoints
from tools.proposition.told import Told

_COLUMNS: Final = ("part", "points", "backed by data", "weakest in it", "its points")


def partner_findings(told: Told, partner_id: str, field: Field) -> Findings:
    """Talking points first, then, for us alone, the score, what is weak and what to do about it."""
    points = talking_points(told, partner_id, field)
    return Findings(
        (
            *points.statements,
            *_strength(told, partner_id),
            *_untold(told, partner_id),
            *told.unrecorded(),
        ),
        table=_table(told, partner_id),
        suggestions=(Suggestion("suggest.draft", {"partner": told.about(partner_id).partner()}),),
    )


def talking_points(told: Told, partner_id: str, field: Field) -> TalkingPoints:
    """What the partner may be told: their earnings beside the usual ones, their level, offers, releases."""
    said = (
        *_earned(told, partner_id),
        *_usual(told, partner_id),
        *level_points(told, partner_id),
        *told.offering(field),
    )
    return TalkingPoints(partner_id, said)


def _earned(told: Told, partner_id: str) -> Iterator[Statement]:
    """What they earned in 12 months, source by source."""
    about, row = told.about(partner_id), row_of(told.frame, partner_id)
    slots: Slots = {"partner": about.partner()}
    if np.isnan(row["total"]):
        yield Statement("proposition.earned_unknown", slots)
        return
    paying = [name for name in SOURCES if row[name] > 0]
    if not paying or row["total"] <= 0:
        yield Statement("proposition.earned_nothing", slots)
        return
    slots |= {name: about.fact(kinds.EARNED[name], row[name]) for name in paying}
    if "margin" in paying:
        slots["share"] = told.share_assumed()
    if len(paying) > 1:
        slots["total"] = about.fact(kinds.TOTAL, row["total"])
    yield Statement(f"proposition.earned_{'_'.join(paying)}", slots)


def _usual(told: Told, partner_id: str) -> Iterator[Statement]:
    """What other partners of their type earn, where there are enough."""
    kind = told.portfolio.partners["type"][partner_id]
    found = told.usual(like_partners(told.portfolio, partner_id), "total")
    if found is not None:
        slots = told.usual_slots(found, kinds.USUAL["total"], f"like {partner_id}")
        slots["type"] = told.all(kinds.TYPE, f"proposition_type.{kind}", str(kind))
        yield Statement("proposition.usual_alike", {**slots})


def _untold(told: Told, partner_id: str) -> Iterator[Statement]:
    """That too few are like them for a median."""
    if told.usual(like_partners(told.portfolio, partner_id), "total") is None:
        yield Statement("proposition.usual_untold", {"least": told.least()})


def level_points(told: Told, partner_id: str) -> Iterator[Statement]:
    """What the next level takes and brings; of the highest what it brings."""
    about, partners = told.about(partner_id), told.portfolio.partners
    name = partners["program_level"][partner_id]
    rank = told.levels.find(name) if isinstance(name, str) else None
    slots: Slots = {"partner": about.partner()}
    if rank is not None:
        slots["level"] = placed(about, told.levels.ranked[rank].name)
    above = told.levels.above(-1 if rank is None else rank)
    if above is not None:
        yield from _next(told, partner_id, above)
    elif rank is not None and (benefits := told.benefits_of(rank)):
        yield Statement("proposition.at_level", {**slots, "benefits": benefits})


def _next(told: Told, partner_id: str, above: int) -> Iterator[Statement]:
    about, level = told.about(partner_id), told.levels.ranked[above]
    row = row_of(told.portfolio.partners, partner_id)
    missing = {
        one: least - row[f"program_{one}"]
        for one in REQUIREMENTS
        if (least := level.asks.get(one, 0.0)) > row[f"program_{one}"]
    }
    slots: Slots = {"partner": about.partner(), "level": about.fact(NEXT_LEVEL, level.name)}
    slots |= {str(one): about.fact(SHORT[one], short, level.name) for one, short in missing.items()}
    yield Statement("_".join(["proposition.next_level", *map(str, missing)]), slots)
    if benefits := told.benefits_of(above):
        yield Statement("proposition.next_brings", {"benefits": benefits}, follows=True)


def _strength(told: Told, partner_id: str) -> Iterator[Statement]:
    """For us alone: the weakest measure with what to do, and incentives behind expertise."""
    about, row = told.about(partner_id), row_of(told.frame, partner_id)
    slots: Slots = {"partner": about.partner()}
    name = weakest(row, tuple(one for names in MEASURES.values() for one in names))
    if name is None or np.isnan(row["score"]):
        yield Statement("proposition.no_score" if name is None else "proposition.too_thin", {})
        return
    low = row[name] < told.policy.weak_below
    words = about.fact(kinds.WEAKEST_MEASURE, f"proposition_measure.{name}")
    key = "proposition.weakest" if low else "proposition.nothing_weak"
    yield Statement(key, {"measure": words, "points": _measure(told, partner_id, name)})
    if low:
        yield Statement(f"proposition_steps.{name}", slots, follows=True)
    if behind_expertise(told.found)[partner_id]:
        yield Statement("proposition.behind_expertise", follows=True)


def weakest(row: Row, names: tuple[str, ...]) -> str | None:
    """The measure with the fewest points; of equals the first."""
    known = [name for name in names if not np.isnan(row[name])]
    return min(known, key=lambda name: float(row[name])) if known else None


def _table(told: Told, partner_id: str) -> TableSpec:
    rows = (_whole(told, partner_id), *(_line(told, partner_id, part) for part in Part))
    return TableSpec("proposition.parts_title", _COLUMNS, rows)


def _whole(told: Told, partner_id: str) -> tuple[Fact | None, ...]:
    about, row = told.about(partner_id), row_of(told.frame, partner_id)
    return (
        about.fact(kinds.PART, "proposition_part.all", "all"),
        told.points(partner_id, kinds.SCORE, row["score"]),
        about.fact(kinds.BACKED, np.mean([row[f"{part}_backed"] for part in Part]), "all"),
        None,
        None,
    )


def _line(told: Told, partner_id: str, part: Part) -> tuple[Fact | None, ...]:
    about, row = told.about(partner_id), row_of(told.frame, partner_id)
    name = weakest(row, MEASURES[part])
    return (
        about.fact(kinds.PART, f"proposition_part.{part}", part),
        told.points(partner_id, kinds.POINTS[part], row[part]),
        about.fact(kinds.BACKED, row[f"{part}_backed"], part),
        about.fact(kinds.WEAKEST_MEASURE, f"proposition_measure.{name}", part) if name else None,
        _measure(told, partner_id, name) if name else None,
    )


def _measure(told: Told, partner_id: str, name: str) -> Fact:
    """The points of one measure; those of promises open to the notes that they stand in."""
    fact = told.about(partner_id).fact(kinds.WEAKEST[name], row_of(told.frame, partner_id)[name])
    if name != "promises":
        return fact
    settled = told.found.settled
    notes = settled["note_id"][settled["partner_id"].eq(partner_id)]
    return replace(fact, rows=tuple(f"note:{one}" for one in dict.fromkeys(notes)))
