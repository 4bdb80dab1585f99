"""What is said about partners who fit: the best first, with evidence that opens to its rows."""

import pytest

from tests.unit.tools.event_tables import Rows, ago, tables, wins
from tests.unit.tools.segments.worlds import PAIR, certificate, experience_on, portfolio_on, project
from tests.unit.tools.spoken import unsayable
from tools.about import About
from tools.facts import Audience, Fact, Findings
from tools.matching import Evidence, MatchingPolicy, Need, best, expertise, find_findings

BOTH = Need(frozenset({"Retail"}), frozenset({"SAP"}))


def found(need: Need, partners: Rows, **rows: Rows) -> Findings:
    portfolio = portfolio_on(partners)
    fits = expertise(portfolio, experience_on(partners, **rows), need, MatchingPolicy())
    fitting = best(fits, list(fits.index))
    filled = tables(partners, **rows)
    evidence = {one: Evidence.of(About(portfolio, one), filled, need) for one in fitting.index}
    return find_findings(portfolio, need, fitting, evidence)


def test_the_best_comes_first_with_its_deliveries() -> None:
    projects = [
        project("good", ago(9), promised_on=ago(9), rating=8.0),
        project("good", ago(20), promised_on=ago(50), rating=6.0),
        project("good", ago(30), promised_on=ago(40)),
        project("good", None, promised_on=ago(40)),  # not delivered: no evidence
    ]
    told = found(
        BOTH,
        [{"partner_id": "good"}, {"partner_id": "fair"}],
        projects=projects,
        deals=[*wins("fair", 5, **PAIR), *wins("good", 5, sector="Media")],
    )
    assert unsayable(told.statements) == []
    assert [line.key.removeprefix("find.") for line in told.statements] == [
        "partners_sector_technology", "projects", "punctual_late_also", "rated_also", "deals",
    ]  # fmt: skip
    assert told.table is not None
    _, _, delivered, on_time, rating, won, last_won, held = told.table.rows[0]
    assert [one and one.value for one in (delivered, rating, won, last_won, held)] == [3, 70, 0, None, 0]
    assert on_time is not None
    assert on_time.value == pytest.approx(1 / 3)
    late = next(one for one in told.facts() if one.kind.name == "find.days_late")
    assert (late.value, late.rows) == (
        20,
        ("project:projects-1", "project:projects-2"),
    )  # median of 30 and 10
    assert late.kind.audience is Audience.SHAREABLE


def test_when_the_best_only_lists_it_that_is_said() -> None:
    told = found(BOTH, [{"partner_id": "a", "sectors": ["Retail"], "technologies": ["SAP"]}])
    assert [line.key for line in told.statements][1:] == [
        "find.nothing_to_show",
        "find.declared_sector_technology",
    ]
    assert unsayable(told.statements) == []


def test_experience_in_each_field_apart_is_not_taken_for_both() -> None:
    deals = [
        *wins("a", 5, sector="Retail", technology="ERP"),
        *wins("a", 5, sector="Media", technology="SAP"),
    ]
    keys = [line.key for line in found(BOTH, [{"partner_id": "a"}], deals=deals).statements]
    assert keys[1:] == ["find.apart_sector_technology"]
    certified = found(BOTH, [{"partner_id": "a"}], deals=deals, certifications=[certificate("a")]).statements
    assert [line.key for line in certified][1:] == ["find.certified_level", "find.no_both_also"]
    assert unsayable(certified) == []


def test_where_nobody_knows_both_the_next_step_asks_for_each() -> None:
    told = found(BOTH, [{"partner_id": "a"}])
    assert [line.key for line in told.statements] == ["find.no_partners_sector_technology"]
    assert [one.key for one in told.suggestions] == ["find.ask", "find.ask"]


@pytest.mark.parametrize("sector", ["", "Retail"])
@pytest.mark.parametrize("technology", ["", "SAP"])
@pytest.mark.parametrize("language", ["", "fr", "klingon"])
@pytest.mark.parametrize("did", [True, False])
def test_every_kind_of_need_has_words(sector: str, technology: str, language: str, *, did: bool) -> None:
    need = Need(frozenset({sector} - {""}), frozenset({technology} - {""}), language)
    lists = {"sectors": ["Retail"], "technologies": ["SAP"], "languages": ["French", "Klingon"]}
    rows: dict[str, Rows] = {"projects": [project("a", ago(5))], "deals": wins("a", 5, **PAIR)} if did else {}
    told = found(need, [{"partner_id": "a", **lists}], **rows)
    assert told.statements[0].key.startswith("find.partners")
    assert unsayable(told.statements) == []
    nobody = found(need, [{"partner_id": "a", "ended_on": ago(1)}])
    assert nobody.statements[0].key.startswith("find.no_partners")
    assert unsayable(nobody.statements) == []


def test_ties_go_to_more_won_deals_then_to_the_first_id() -> None:
    told = found(Need(), [{"partner_id": "b"}, {"partner_id": "a"}])
    assert told.table is not None
    assert [row[0].value for row in told.table.rows if isinstance(row[0], Fact)] == ["a", "b"]
