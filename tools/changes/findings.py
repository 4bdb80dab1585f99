"""Why one partner's score changed between two days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from tools.about import About
from tools.changes import kinds
from tools.changes.data_changes import data_changes
from tools.changes.decomposition import Decomposition, decompose
from tools.changes.events import events
from tools.changes.policy import ChangePolicy
from tools.changes.window import Rows, Window
from tools.conditions import ACTIVE_STATUSES
from tools.facts import Fact, Findings, Quote, Statement, Suggestion, TableSpec, Unit
from tools.scorecard import BY_NAME, MEASURES, Category, Fixed, Measure, Scorecards
from tools.scorecard import kinds as scores
from tools.scorecard.stated import category_fact, measure_fact, raw_fact, score_fact

_PARTS: Final = {"own": kinds.OWN, "peers": kinds.PEERS, "weights": kinds.WEIGHTS}
_COLUMNS: Final = ("measure", "score before", "score now", "what they did", "other partners", "data")


def change_findings(
    before: Scorecards,
    after: Scorecards,
    rows: Rows,
    partner_id: str,
    policy: ChangePolicy,
    category: Category | None = None,
) -> Findings:
    """How a partner's score moved, the largest own changes with the events behind, and what others did.

    Args:
        before: Scorecards of the earlier day.
        after: Scorecards of the later day, under the same scorecard policy.
        rows: The partner's rows as known at the later day (`knowledge.rows.partner_rows`).
        partner_id: Which partner.
        policy: What is worth naming.
        category: Only this one of the 5Cs.
    """
    window = Window(About(before.portfolio, partner_id), About(after.portfolio, partner_id), rows)
    slots = {"partner": window.now.partner(), "since": window.since()}
    suggestions = tuple(
        Suggestion(key, {"partner": slots["partner"]}) for key in ("suggest.draft", "suggest.brief")
    )
    ids = after.total.dropna().index
    if partner_id not in ids:
        return Findings((_unscored(window.now),), suggestions=suggestions[1:])
    if partner_id not in before.total.dropna().index:
        now = window.now.fact(scores.TOTAL, after.total[partner_id])
        return Findings((Statement("change.new", {**slots, "after": now}),), suggestions=suggestions)
    parts = _parts_of(decompose(before, after, {partner_id}), partner_id, category)
    said = (
        _headline(window, before, after, category),
        *_own_changes(window, before, after, parts, policy),
        *_shares(window, parts, policy),
        *data_changes(window, before, after, list(parts.index), policy),
    )
    return Findings(said, _table(window, before, after, parts, policy), suggestions)


def _unscored(about: About) -> Statement:
    """Not active or paused, or too new, or without any data."""
    status = about.portfolio.partners["status"][about.partner_id]
    if status in ACTIVE_STATUSES:
        return Statement("profile.too_new", {"partner": about.partner()})
    slots: dict[str, Fact | Quote] = {
        "partner": about.partner(),
        "status": about.fact(scores.STATUS, f"status.{status}"),
    }
    return Statement("change.unscored", slots)


def _parts_of(changes: Decomposition, partner_id: str, category: Category | None) -> pd.DataFrame:
    """Measure by part, points of the total, of one partner; only the measures of `category`."""
    parts = pd.DataFrame({name: getattr(changes, name).loc[partner_id] for name in _PARTS})
    names = [measure.name for measure in MEASURES if category in (None, measure.category)]
    return parts.loc[names]


def _headline(window: Window, before: Scorecards, after: Scorecards, category: Category | None) -> Statement:
    """From how many points to how many, as people read them."""
    slots: dict[str, Fact | Quote] = {"partner": window.now.partner(), "since": window.since()}
    values = [cards.total[window.now.partner_id] for cards in (before, after)]
    kind, suffix = scores.TOTAL, ""
    if category:
        values = [cards.categories[category][window.now.partner_id] for cards in (before, after)]
        kind, suffix = scores.CATEGORY_SCORE, "_category"
        slots["category"] = category_fact(after, window.now.partner_id, category)
    if any(pd.isna(value) for value in values):
        return Statement("change.no_data_category", slots)
    slots["after"] = window.now.fact(kind, values[1], category or "")
    moved = round(values[1]) - round(values[0])
    if not moved:
        return Statement(f"change.steady{suffix}", slots)
    slots["before"] = window.then.fact(kind, values[0], category or "")
    way = "rose" if moved > 0 else "fell"
    return Statement(f"change.{way}{suffix}", slots)


def _own_changes(
    window: Window, before: Scorecards, after: Scorecards, parts: pd.DataFrame, policy: ChangePolicy
) -> Iterable[Statement]:
    """The measures that the partner moved most, each with its events; an event is told once."""
    own = parts["own"].where(parts["own"].abs() >= policy.least_points).dropna()
    largest = own.reindex(own.abs().sort_values(ascending=False, kind="stable").index)[
        : policy.measures_named
    ]
    told: set[tuple[str, ...]] = set()
    for name, points in largest.items():
        yield _moved(window, before, after, BY_NAME[str(name)], points)
        for statement in events(str(name), window, rose=points > 0):
            event = (statement.key, *(fact.id for fact in statement.facts()))
            if event not in told:
                told.add(event)
                yield statement


def _moved(
    window: Window, before: Scorecards, after: Scorecards, measure: Measure, points: float
) -> Statement:
    """One measure, from which raw value to which."""
    partner_id, way = window.now.partner_id, "up" if points > 0 else "down"
    slots: dict[str, Fact | Quote] = {"measure": measure_fact(after, partner_id, measure)}
    if measure.unit is Unit.COUNT and isinstance(measure.scale, Fixed):  # there or not there
        return Statement(f"change.{way}_there", slots)
    was, now = raw_fact(before, partner_id, measure), raw_fact(after, partner_id, measure)
    if measure.name == "use_trend" and (slower := _slower(way, after.raw["use_trend"][partner_id])):
        return Statement(slower, {"before": was, "after": now})
    return Statement(f"change.{way}", {**slots, "before": was, "after": now})


def _slower(way: str, trend: float) -> str:
    """The phrase for a trend that is better and still falls, or worse and still rises; else none."""
    if way == "up":
        return "change.falls_less" if trend < 0 else ""
    return "change.rises_less" if trend > 0 else ""


def _shares(window: Window, parts: pd.DataFrame, policy: ChangePolicy) -> Iterable[Statement]:
    """How much they did themselves, how much the others, how much the data."""
    for part, kind in _PARTS.items():
        points = parts[part].sum()
        if abs(points) >= policy.least_points:
            fact = window.fact(kind, points)
            yield Statement(f"change.{part}_{'up' if points > 0 else 'down'}", {"points": fact})


def _table(
    window: Window, before: Scorecards, after: Scorecards, parts: pd.DataFrame, policy: ChangePolicy
) -> TableSpec | None:
    """The measures with a part worth naming, the largest move first; a cell too small to name is empty."""
    size = parts.abs().max(axis=1).sort_values(ascending=False, kind="stable")
    lines = tuple(
        _line(window, before, after, BY_NAME[str(name)], parts.loc[name], policy)
        for name in size[size >= policy.least_points].index[: policy.measures_listed]
    )
    return TableSpec("change.title", _COLUMNS, lines) if lines else None


def _line(
    window: Window,
    before: Scorecards,
    after: Scorecards,
    measure: Measure,
    parts: pd.Series,
    policy: ChangePolicy,
) -> tuple[Fact | None, ...]:
    partner_id = window.now.partner_id
    scored = tuple(
        None if pd.isna(cards.score[measure.name][partner_id]) else score_fact(cards, partner_id, measure)
        for cards in (before, after)
    )
    since = window.then.portfolio.as_of.isoformat()
    moved = tuple(
        window.now.fact(scores.of_measure(kind, measure), parts[part], f"{since} {measure.name}")
        if abs(parts[part]) >= policy.least_points
        else None
        for part, kind in _PARTS.items()
    )
    return (measure_fact(after, partner_id, measure), *scored, *moved)
