"""Charts of every science: the same figures as the words and the tables, and none where there is nothing."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from prompts.phrases import phrases
from tests.unit.tools.attention.listed import attend
from tests.unit.tools.changed_cards import cards
from tests.unit.tools.event_tables import DAY, Rows, ago, tables, wins
from tests.unit.tools.journeys import POLICY, cohort
from tests.unit.tools.segments.worlds import portfolio_on, segments_on
from tests.unit.tools.tiers.worlds import ABSOLUTE, on, world
from tools import charts
from tools.attention import attention_findings
from tools.attention.charts import stake_chart
from tools.charts import ChartForm, ChartSpec, Series, worth_showing
from tools.facts import Fact, Findings, Kind, Unit
from tools.journey import journey, journey_findings
from tools.reviews import Period
from tools.reviews.charts import movement_map
from tools.scorecard.charts import profile_chart
from tools.segments import Map, Show, coverage, coverage_findings
from tools.tiers import Tier, tier_quadrant, tiers, walk

COUNT = Kind("some.count", Unit.COUNT, "some")
TITLE_ROOM = 50  # letters that Slack takes

Sides = dict[str, tuple[int, float | None]]


def values(chart: ChartSpec) -> dict[str, list[object]]:
    """What each series shows, by the code or the name of the series."""
    labels = (one.label.value if isinstance(one.label, Fact) else one.label for one in chart.series)
    rows = ([point.value if point else None for point in one.points] for one in chart.series)
    return {str(label): row for label, row in zip(labels, rows, strict=True)}


def only(findings: Findings) -> ChartSpec:
    (chart,) = findings.charts
    return chart


def numbers(form: ChartForm, *rows: list[int | None], categories: int = 3) -> ChartSpec:
    """A chart of counts."""
    points = (tuple(None if one is None else Fact(COUNT, None, one, DAY) for one in row) for row in rows)
    names = tuple(Fact(COUNT, None, at, DAY, f"c{at}") for at in range(categories))
    return ChartSpec("chart.funnel", form, names, tuple(Series("series.stuck", row) for row in points))


@pytest.mark.parametrize(
    ("chart", "shown"),
    [
        (numbers(ChartForm.COLUMNS, [1, 2, 3]), True),
        (numbers(ChartForm.COLUMNS, [0, 0, 0]), False),
        (numbers(ChartForm.LINE, [None, None, 3]), False),
        (numbers(ChartForm.LINE, [4, None, 4]), True),
        (numbers(ChartForm.HEAT, [1, 1, 1], [1, 1, 1]), False),
        (numbers(ChartForm.HEAT, [1, 2, 1]), False),
        (numbers(ChartForm.HEAT, [1, 2, 1], [0, None, 1]), True),
        (numbers(ChartForm.SCATTER, [0, 0], categories=0), True),
        (numbers(ChartForm.SCATTER, [5], categories=0), False),
    ],
)
def test_a_chart_that_shows_nothing_is_left_out(chart: ChartSpec, shown: bool) -> None:
    assert bool(worth_showing(None, chart)) is shown


def test_an_answer_has_two_charts_at_most() -> None:
    assert len(worth_showing(*[numbers(ChartForm.COLUMNS, [1, 2, 3])] * 3)) == 2


def test_every_title_fits_into_slack() -> None:
    titles = [text for key, text in phrases().texts.items() if key.startswith("chart.")]
    assert titles
    assert all(len(text.words) <= TITLE_ROOM and not text.slots for text in titles)


def test_every_code_that_a_chart_names_has_words() -> None:
    named = {
        node.value
        for file in Path(charts.__file__).parent.glob("**/charts.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    codes = {one for one in named if one.startswith(("series.", "axis.")) and " " not in one}
    assert len(codes) > 5
    assert codes | {f"tiers.{tier}" for tier in (*Tier, "none")} <= phrases().labels.keys()
    assert {one for one in named if one.startswith("chart.")} == {
        key for key in phrases().texts if key.startswith("chart.")
    }


def test_the_quadrant_places_every_partner_by_its_two_figures() -> None:
    made = world({"a": (9, 80.0), "b": (0, 70.0), "c": (7, 20.0), "d": (1, 59.6)})
    chart = tier_quadrant(made, tiers([made], ABSOLUTE), ["a", "b", "c", "d"])
    assert chart is not None
    assert values(chart) == {
        "tiers.key_partner": [9],
        "tiers.unpolished_diamond": [0],
        "tiers.growth_hacker": [7],
        "tiers.dementor": [1],
    }
    assert [point.value for one in chart.series for point in one.across] == [80.0, 70.0, 20.0, 59.0]
    assert [edge.value for edge in chart.edges] == [60.0, 5]


def test_only_partners_in_question_that_have_a_place_are_in_the_quadrant() -> None:
    made = world({"a": (9, 80.0), "b": (0, None), "c": (7, 20.0)})
    chart = tier_quadrant(made, tiers([made], ABSOLUTE), ["a", "b"])
    assert chart is not None
    assert values(chart) == {"tiers.key_partner": [9]}
    assert tier_quadrant(made, tiers([made], ABSOLUTE), []) is None


def test_of_many_partners_those_who_moved_and_those_with_most_leads_are_shown() -> None:
    made = world({f"p{at:03}": (at, 50.0) for at in range(200)})
    graded = tiers([made], ABSOLUTE)
    chart = tier_quadrant(made, graded, [*graded.index], first=["p000"])
    assert chart is not None
    named = [name.partner_id for one in chart.series for name in one.names]
    assert len(named) == 40
    assert {"p000", "p199", "p161"} <= set(named)
    assert chart.key == "chart.quadrant_part"


def moved(before: Sides, after: Sides) -> Period:
    history = [on(ago(92), world(before)), world(after)]
    (_, first), (_, last) = walk(history, ABSOLUTE)
    return Period(history[0], history[1], first, last, pd.DataFrame(index=last.index))


def test_the_movement_map_counts_everybody_once() -> None:
    period = moved(
        {"a": (9, 80.0), "b": (0, 20.0), "c": (0, 20.0)}, {"a": (9, 80.0), "b": (9, 20.0), "c": (0, 20.0)}
    )
    chart = movement_map(period, ["a", "b", "c"])
    assert chart is not None
    assert [name.value for name in chart.categories] == [
        f"tiers.{one}" for one in ("key_partner", "unpolished_diamond", "growth_hacker", "dementor")
    ]
    assert values(chart)["tiers.dementor"] == [0, 0, 1, 1]
    assert values(chart)["tiers.key_partner"] == [1, 0, 0, 0]


def test_where_nobody_moved_there_is_no_movement_map() -> None:
    same: Sides = {"a": (9, 80.0), "b": (0, 20.0)}
    assert movement_map(moved(same, same), ["a", "b"]) is None
    assert movement_map(moved(same, {"a": (0, 80.0), "b": (0, 20.0)}), ["b"]) is None


def test_the_funnel_shows_the_figures_of_its_table() -> None:
    made = cohort([20, 30, 40], 600)
    found = journey_findings(made, journey([made], POLICY), POLICY, made.partners.index)
    assert found.table is not None
    chart = only(found)
    assert [one.points for one in chart.series] == [
        tuple(row[1] for row in found.table.rows),
        tuple(row[2] for row in found.table.rows),
    ]
    assert sum(int(str(value)) for value in values(chart)["series.in_phase"]) == 4


def test_the_coverage_map_shows_the_figures_of_its_table() -> None:
    partners: Rows = [{"partner_id": "a"}, {"partner_id": "b"}]
    pairs = [("Media", "SAP"), ("Retail", "SAP"), ("Media", "ERP")]
    done = [
        {"partner_id": "a", "delivered_on": ago(9), "sector": sector, "technology": technology}
        for sector, technology in pairs
    ]
    deals = [
        *wins("b", 5, 6, sector="Retail", technology="ERP"),
        *wins("b", 7, sector="Media", technology="SAP"),
    ]
    segments = segments_on(partners, projects=done, deals=deals)
    cells = coverage(segments, ["a", "b"])
    told = Map(
        portfolio_on(partners),
        segments,
        cells,
        ["a", "b"],
        True,
        (),
        tables(partners, projects=done, deals=deals),
    )
    chart = only(coverage_findings(told, Show.ALL))
    assert [str(name.value) for name in chart.categories] == ["ERP", "SAP"]  # most demand first
    assert set(values(chart)) == {"Media", "Retail"}
    shown = {point.id: point.value for one in chart.series for point in one.points if point}
    table = coverage_findings(told, Show.ALL).table
    assert table is not None
    assert shown == {row[4].id: row[4].value for row in table.rows if row[4]}


def test_money_at_stake_is_that_of_the_table_most_first() -> None:
    names = ("dark", "loud", "up")
    deals = [
        *wins("dark", *range(100, 500, 25), amount=1_000.0),
        *wins("loud", *range(110, 500, 25), amount=90_000.0),
        *wins("up", 5, 9, 20, 30, amount=5_000.0),
    ]
    attention = attend([{"partner_id": name} for name in names], deals=deals)
    found = attention_findings(attention, names)
    chart = only(found)
    assert [name.partner_id for name in chart.categories] == ["loud", "dark"]
    assert found.table is not None
    stakes = {row[0].partner_id: row[3] for row in found.table.rows if row[0] and row[3]}
    assert [point for one in chart.series for point in one.points] == [stakes["loud"], stakes["dark"]]
    assert {point.currency for one in chart.series for point in one.points if point} == {"EUR"}


def test_nobody_at_risk_is_no_chart() -> None:
    assert stake_chart(attend([{"partner_id": "a"}]), ["a"]) is None


@pytest.mark.parametrize("seed", [3, 26])
def test_a_profile_shows_each_scored_category_beside_the_median(seed: int) -> None:
    scored = cards(DAY, seed)
    chart = profile_chart(scored, "p00")
    assert chart is not None
    known = scored.categories.loc["p00"].dropna()
    own, peers = values(chart).values()
    assert own == [known[str(name.value).removeprefix("category.")] for name in chart.categories]
    assert peers == [scored.categories[one].median() for one in known.index]
    few = profile_chart(scored, "p00", among=["p00", "p01"])
    assert few is not None
    medians = scored.categories.loc[["p00", "p01"]].median()
    assert values(few)["series.peers"] == [medians[one] for one in known.index]
