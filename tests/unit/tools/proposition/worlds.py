"""Propositions from a few rows written by hand, evaluated as the real ones are."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, portfolio, tables
from tools import billing, economics, program, proposition, scorecard
from tools.economics import Movements
from tools.evaluation import counted_rows, evaluate_cells
from tools.events import rows_as_known
from tools.program import Levels
from tools.proposition import Market, PropositionPolicy, Propositions, Told, propositions
from tools.schema import SURVEY_DIMENSIONS, VENDOR
from tools.segments import PAIR_AGGREGATES, folded

POLICY = PropositionPolicy()
_READ = {
    *("eco_commissions_365d", "eco_commissions_ever", "eco_mdf_365d", "eco_incentive_365d"),
    *("sc_certifications", "sc_professional", "sc_expert", "sc_delivered_730d", "sc_trainings_365d"),
    *("sc_in_180d", "sc_out_180d", "sc_first_won_on", "sc_first_lost_on"),
    *("program_certifications", "program_revenue", "program_wins"),
    *(f"sc_{one}{sums}_365d" for one in SURVEY_DIMENSIONS for sums in ("", "_sum")),
}
NEEDED = (
    *billing.AGGREGATES,
    *proposition.AGGREGATES,
    *(one for science in (economics, program, scorecard) for one in science.AGGREGATES if one.name in _READ),
)
"""What a proposition reads, and no more: each takes its milliseconds."""
_WORKED = tuple(
    one
    for one in PAIR_AGGREGATES
    if one.name in {"cell_won_worth", "cell_delivered_worth", "cell_revenue_365d"}
)
NO_PROMISES: Rows = ()
_PROMISES = ("partner_id", "note_id", "owed_by", "due_on", "status")
_LEVELS: Rows = (
    {"program_level": "Silver", "requirements": ["wins>=2"], "benefits": "Shared leads"},
    {
        "program_level": "Gold",
        "requirements": ["certifications>=2", "wins>=4"],
        "benefits": "Marketing funds",
    },
)


def promises(rows: Rows) -> pd.DataFrame:
    """As they are read out of notes."""
    frame = pd.DataFrame([dict(row) for row in rows], columns=list(_PROMISES))
    return frame.assign(due_on=pd.to_datetime(frame["due_on"]))


def found(partners: Rows, *, promised: Rows = NO_PROMISES, **rows: Rows) -> Propositions:
    """Propositions at the end of the day."""
    filled = tables(partners, **rows)
    known = portfolio(NEEDED, partners, DAY, **rows)
    by = ("sector", "technology")
    pairs = folded(evaluate_cells(_WORKED, filled, DAY, by))
    before = evaluate_cells(proposition.CELLS, filled, DAY, by)
    vendor = rows_as_known(with_ends(filled["vendor"]), VENDOR, DAY)
    market = Market.of(known.partners.index, pairs, before, vendor, DAY)
    return propositions(known, market, promises(promised), POLICY)


def with_ends(vendor: pd.DataFrame) -> pd.DataFrame:
    """A quarter's last day beside it, as imports work it out."""
    if vendor.empty or vendor["period_ends_on"].notna().all():
        return vendor
    ends = pd.PeriodIndex(vendor["period"].str.replace("-", ""), freq="Q").end_time.normalize()
    return vendor.assign(period_ends_on=np.asarray(ends, dtype="datetime64[us]"))


def told(
    partners: Rows,
    ids: Sequence[str] | None = None,
    *,
    levels: Rows = _LEVELS,
    offers: Rows = (),
    open_books: bool = True,
    **rows: Rows,
) -> Told:
    """A question about all of the partners, or some."""
    filled = tables(partners, levels=levels, offers=offers, **rows)
    these = found(partners, **rows)
    return Told(
        found=these,
        ids=frozenset(ids if ids is not None else these.frame.index),
        levels=Levels.of(filled["levels"]),
        benefits=dict(zip(filled["levels"]["program_level"], filled["levels"]["benefits"], strict=True)),
        vendor=with_ends(filled["vendor"]),
        offers=filled["offers"],
        flow=lambda: flows(partners, **rows),
        open_books=open_books,
    )


def flows(partners: Rows, **rows: Rows) -> Mapping[str, Movements]:
    """What was earned, row by row."""
    filled = tables(partners, **rows)
    ids = pd.Index(sorted(filled["partners"]["partner_id"]))
    made = {}
    for one in proposition.FLOWS:
        kept = counted_rows(one, filled[one.table], DAY)
        amounts = kept[f"{one.column}_base"].fillna(kept[one.column])
        made[one.name] = Movements(
            np.asarray(ids.get_indexer(kept["partner_id"]), dtype=np.intp),
            np.asarray((pd.Timestamp(DAY) - kept[one.aged_by]).dt.days, dtype=np.float64),
            np.asarray(amounts, dtype=np.float64),
        )
    return made


def commission(partner_id: str, amount: float, days: int = 30, **columns: object) -> dict[str, object]:
    return {
        "partner_id": partner_id,
        "period": "2026-08",
        "period_ends_on": ago(days),
        "amount": amount,
        **columns,
    }


def resale(partner_id: str, amount: float, days: int = 30, **columns: object) -> dict[str, object]:
    day = ago(days)
    won = {"partner_id": partner_id, "stage": "won", "kind": "resale", "created_on": day, "closed_on": day}
    return {**won, "amount": amount, **columns}
