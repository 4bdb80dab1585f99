"""How far data backs a measure, and the days on which rows count."""

from datetime import date, timedelta
from random import Random

import pandas as pd
import pytest

from tests.unit.tools.event_tables import DAY, Rows, ago, tables, wins
from tests.unit.tools.measure_rows import POLICY, TWO, cards, row, value
from tools import schema
from tools.evaluation import evaluate
from tools.events import rows_as_known
from tools.portfolio import Portfolio, as_known
from tools.scorecard import AGGREGATES, BY_NAME, MEASURES, Scorecards, scorecards


@pytest.mark.parametrize(
    ("as_of", "closed_on", "counts"),
    [
        (date(2024, 2, 29), date(2023, 3, 2), True),
        (date(2024, 2, 29), date(2023, 3, 1), False),
        (date(2025, 2, 27), date(2024, 2, 29), True),
        (date(2025, 2, 28), date(2024, 2, 29), False),
        (date(2024, 2, 29), date(2024, 2, 29), True),
    ],
)
def test_a_year_is_365_days_in_a_leap_year_too(as_of: date, closed_on: date, counts: bool) -> None:
    deals = [row(stage="won", created_on=closed_on, closed_on=closed_on, amount=7.0)]
    old = {**deals[0], "partner_id": "p2", "closed_on": date(2021, 5, 5)}
    assert value("won_revenue", as_of, deals=[*deals, old]) == (7 if counts else 0)


def test_a_partner_signed_yesterday_has_no_grade_for_a_year() -> None:
    partners = [TWO[0], {"partner_id": "p2", "type": "si", "signed_on": ago(1)}]
    scored = cards(partners=partners, deals=wins("p1", 1500, 5, sector="retail"))
    assert scored.score.loc["p2"].isna().all()
    assert pd.isna(scored.total["p2"])
    assert scored.too_early.loc["p2", ["won_revenue", "sectors_won"]].all()
    assert scored.confidence["p2"] == 0
    assert scored.score["won_revenue"]["p1"] == 50  # nobody to compare with


def test_a_partner_known_for_a_quarter_counts_in_part() -> None:
    partners = [TWO[0], {"partner_id": "p2", "type": "si", "signed_on": ago(91)}]
    scored = cards(partners=partners, deals=wins("p1", 1500, 5))
    assert scored.backing["won_revenue"]["p2"] == pytest.approx(92 / 365)
    assert scored.score["won_revenue"]["p2"] == 0


def test_whoever_won_before_signing_is_known_since_the_win() -> None:
    partners = [TWO[0], {"partner_id": "p2", "type": "si", "signed_on": ago(1)}]
    scored = cards(partners=partners, deals=[*wins("p1", 1500), *wins("p2", 364)])
    assert scored.backing["won_revenue"]["p2"] == 1


def test_without_a_signature_the_first_trace_counts_and_without_a_trace_all_is_believed() -> None:
    partners = [{"partner_id": "p1", "type": "si"}, {"partner_id": "p2", "type": "si"}]
    met = [{"partner_id": "p2", "kind": "meeting", "direction": "in", "date": ago(99)}]
    scored = cards(partners=partners, deals=wins("p3", 1500), activities=met)
    assert scored.backing["won_revenue"].isna().sum() == 0
    scored = cards(partners=[*partners, {"partner_id": "p3"}], deals=wins("p3", 1500), activities=met)
    assert scored.backing["won_revenue"]["p1"] == 1
    assert scored.backing["won_revenue"]["p2"] == pytest.approx(100 / 365)


def test_leads_taken_later_are_no_cases_yet() -> None:
    def taken(day: date) -> dict[str, object]:
        return row(created_on=ago(40), direction="in", status="accepted", decided_on=day)

    scored = cards(leads=[taken(ago(9)), *[taken(DAY + timedelta(days=5))] * 2])
    assert scored.few_cases("p1", BY_NAME["accepted_leads"])  # one; three from next week on
    assert not cards(leads=[taken(ago(9))] * 3).few_cases("p1", BY_NAME["accepted_leads"])


def test_data_that_begins_lately_backs_in_part() -> None:
    scored = cards(deals=wins("p1", 72))
    assert scored.backing["won_revenue"].tolist() == pytest.approx([73 / 365] * 2)


def test_a_ratio_of_few_cases_is_backed_in_part() -> None:
    sent = [row(kind="email", direction="out", date=ago(day)) for day in (1, 2)]
    answer = [row(kind="email", direction="in", date=ago(1))]
    assert cards(activities=[*sent, *answer]).backing["answers"]["p1"] == pytest.approx(2 / 5)


def test_an_ended_partner_has_no_score() -> None:
    partners = [TWO[0], {**TWO[1], "status": "ended", "ended_on": ago(1)}]
    assert list(cards(partners=partners).total.index) == ["p1"]
    ends_later = [TWO[0], {**TWO[1], "status": "ended", "ended_on": DAY + timedelta(days=1)}]
    assert list(cards(partners=ends_later).total.index) == ["p1", "p2"]


def test_empty_tables_have_no_scores() -> None:
    scored = cards(partners=[])
    assert scored.total.empty
    assert cards().total.isna().all()


def _cell(column: schema.Column, chance: Random) -> object:
    if column.choices:
        return chance.choice(column.choices)
    if column.type in (schema.Type.DATE, schema.Type.MONTH):
        if not column.required and chance.random() < 0.2:
            return None
        return ago(chance.choice((-400, -31, -1, 0, 1, 40, 91, 179, 364, 365, 600, 1500)))
    if column.type in (schema.Type.NUMBER, schema.Type.WHOLE, schema.Type.MONEY):
        return chance.choice((None, 1, 2, 4))
    return chance.choice("ab") if column.type is schema.Type.TEXT else None


def _in_order(one: dict[str, object]) -> dict[str, object]:
    """Nothing ends before it begins."""
    begins = next((name for name in ("created_on", "opened_on") if name in one), None)
    ends = one.get("closed_on") or one.get("decided_on")
    return {**one, begins: min(one[begins] or ends, ends)} if begins and ends else one


def _history(chance: Random) -> dict[str, Rows]:
    """Rows of every table that the scorecard reads, before the day, on it and after it."""
    return {
        table.name: [
            _in_order(
                {c.name: _cell(c, chance) for c in table.columns if c.name not in {table.key[0], "name"}}
                | {"partner_id": chance.choice(("p1", "p2")), "name": "x"}
            )
            for _ in range(16)
        ]
        for table in schema.TABLES
        if table.name in {item.table for item in AGGREGATES}
    }


def test_what_happens_later_changes_nothing() -> None:
    stored = tables(TWO, **_history(Random(1)))
    by_name = {table.name: table for table in schema.TABLES}
    known = {name: rows_as_known(frame, by_name[name], DAY) for name, frame in stored.items()}
    known["partners"] = stored["partners"]
    today, later = _scored(known), _scored(stored)
    assert today.raw.notna().any().sum() > len(MEASURES) / 2  # the test would see a leak
    pd.testing.assert_frame_equal(later.raw, today.raw)
    pd.testing.assert_frame_equal(later.backing, today.backing)
    pd.testing.assert_series_equal(later.total, today.total)
    asked = [(partner_id, measure) for partner_id in ("p1", "p2") for measure in MEASURES]
    for name in ("few_cases", "firm"):
        told, known_told = ([getattr(card, name)(*one) for one in asked] for card in (later, today))
        assert told == known_told, name


def _scored(stored: dict[str, pd.DataFrame]) -> Scorecards:
    partners = as_known(stored["partners"].set_index("partner_id").sort_index(), DAY)
    return scorecards(Portfolio(DAY, "EUR", partners.join(evaluate(AGGREGATES, stored, DAY))), POLICY)
