"""Scorecards, tiers and phases at the covered day, kept as snapshots."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Hashable, Mapping
from datetime import date
from typing import Final, TypeAlias

import pandas as pd
from sqlalchemy import Connection, Engine

from assistant.intake.steps import Step, StepName
from assistant.standing import Standing
from assistant.standings import Standings
from knowledge.columns import Columns
from knowledge.freshness import through_of
from knowledge.snapshots import Snapshot, put_snapshots
from knowledge.stored_settings import data_version, store_setting, stored_setting
from tools.policy import Policy

_Cells: TypeAlias = Mapping[Hashable, object]
_SCORED: Final = "scored_at"
_DIGITS: Final = 6  # decimals kept: what differs beyond is the arithmetic, not the partner


def keep_scores(engine: Engine, policy: Policy, columns: Columns) -> Step | None:
    """Score the covered day; None if data, day and policy are those of last time, or nothing is dated."""
    used = policy_digest(policy)
    with engine.connect() as connection:
        day, state = through_of(connection), _state(connection, used)
        if day is None or stored_setting(connection, _SCORED) == state:
            return None
    taken = take_snapshots(Standings(engine, policy, columns).at(day), used)
    with engine.begin() as connection:
        changed = put_snapshots(connection, day, taken)
        store_setting(connection, _SCORED, state)
    return Step(StepName.SCORES, changed, len(taken))


def take_snapshots(standing: Standing, policy: str) -> list[Snapshot]:
    """Where every partner stands, those without a scorecard included; `policy` is its digest."""
    ids = standing.portfolio.partners.index
    cards, journey = standing.scorecards, standing.journey
    categories = cards.categories.reindex(ids).round(_DIGITS)
    table = pd.DataFrame(
        {
            "score": cards.total.reindex(ids).round(_DIGITS),
            "confidence": cards.confidence.reindex(ids).round(_DIGITS),
            "tier": standing.tiers["tier"].reindex(ids),
            "phase": journey["phase"].where(~journey["ended"]).reindex(ids),
        }
    )
    rows = zip(ids, table.to_dict("records"), categories.to_dict("records"), strict=True)
    return [
        _snapshot(str(partner_id), standing.as_of, policy, values, backed)
        for partner_id, values, backed in rows
    ]


def policy_digest(policy: Policy) -> str:
    """What tells one set of weights and thresholds from another."""
    return hashlib.sha256(policy.model_dump_json().encode()).hexdigest()[:16]


def _snapshot(partner_id: str, as_of: date, policy: str, values: _Cells, backed: _Cells) -> Snapshot:
    return Snapshot(
        partner_id,
        as_of,
        policy,
        score=_number(values["score"]),
        confidence=_number(values["confidence"]),
        categories={str(name): one for name, value in backed.items() if (one := _number(value)) is not None},
        tier=_word(values["tier"]),
        phase=_word(values["phase"]),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, float) and not math.isnan(value) else None


def _word(value: object) -> str | None:
    return str(value) if isinstance(value, str) and value else None


def _state(connection: Connection, policy: str) -> str:
    return f"{data_version(connection)} {through_of(connection)} {policy}"
