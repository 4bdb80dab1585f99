"""Who fits a need: words to spellings, scores by hand, partners and people."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, Rows, ago, portfolio, tables, wins
from tests.unit.tools.spoken import unsayable
from tools.facts import Findings
from tools.matching import (
    Known,
    MatchingPolicy,
    Need,
    Unknown,
    expertise,
    expertise_aggregates,
    find_findings,
    people_findings,
    resolve,
    unknown_findings,
)
from tools.portfolio import Portfolio

POLICY = MatchingPolicy()
KNOWN = Known(
    frozenset({"Healthcare", "health care", "Público", "Retail"}),
    frozenset({"Snowflake", "Microsoft Azure", "Azure AD", "SAP"}),
)
BOTH = Need(frozenset({"Healthcare"}), frozenset({"Snowflake"}))


def certified(
    partner_id: str, person: str, level: str | None = "expert", **columns: object
) -> dict[str, object]:
    given_columns = {"name": "Core", "technology": "Snowflake", "earned_on": ago(100)}
    return {"partner_id": partner_id, "person": person, "level": level, **given_columns, **columns}


def loaded(need: Need, partners: Rows, as_of: date = DAY, **rows: Rows) -> Portfolio:
    return portfolio(expertise_aggregates(need), partners, as_of, **rows)


@pytest.mark.parametrize(
    ("words", "spellings"),
    [
        ({"sector": "HEALTHCARE "}, {"Healthcare"}),
        ({"sector": "publico"}, {"Público"}),
        ({"sector": "helthcare"}, {"Healthcare", "health care"}),
        ({"technology": "azure"}, {"Microsoft Azure", "Azure AD"}),
        ({"technology": "sap"}, {"SAP"}),
    ],
)
def test_words_mean_spellings_in_the_data(words: dict[str, str], spellings: set[str]) -> None:
    need = resolve(KNOWN, **words)
    assert isinstance(need, Need)
    assert need.sectors | need.technologies == spellings


def test_an_unknown_word_is_answered_with_the_nearest() -> None:
    unknown = resolve(KNOWN, technology="Snowfalke DB")
    assert isinstance(unknown, Unknown)
    assert (unknown.column, unknown.nearest[0]) == ("technology", "Snowflake")
    made = loaded(Need(), [{"partner_id": "a"}])
    assert unsayable(unknown_findings(made, unknown).statements) == []


@pytest.mark.parametrize("spelled", ["fr", "FR", "fr-CH", "French", "français"])
def test_a_language_is_known_however_it_is_spelled(spelled: str) -> None:
    need = resolve(KNOWN, language=spelled)
    assert isinstance(need, Need)
    assert need.language == "fr"
    made = loaded(
        need, [{"partner_id": "a", "languages": [spelled]}, {"partner_id": "b", "languages": ["de"]}]
    )
    assert expertise(made, need, POLICY)["fits"].to_dict() == {"a": True, "b": False}


def test_the_score_is_decayed_deals_certifications_and_what_they_declare() -> None:
    deals = [
        *wins("a", 10, 400, sector="Healthcare", technology="Snowflake"),
        *wins("a", 10, sector="Healthcare"),
        *wins("a", 5 * 365, sector="Healthcare", technology="Snowflake"),  # just too old
        {
            "partner_id": "a",
            "stage": "lost",
            "closed_on": ago(5),
            "sector": "Healthcare",
            "technology": "Snowflake",
        },
    ]
    held = [
        certified("a", "Ana"),
        certified("a", "Bo", None),
        certified("a", "Cy", expires_on=ago(1)),
        certified("a", "Di", technology="SAP"),
    ]
    made = loaded(BOTH, [{"partner_id": "a", "sectors": ["Healthcare"]}], deals=deals, certifications=held)
    row = expertise(made, BOTH, POLICY).loc["a"]
    worth, points = 1 + 0.6 + 0.3, 3 + 1
    expected = 0.55 * worth / (worth + 2) + 0.3 * points / (points + 3) + 0.15 * 0.5
    assert row["score"] == pytest.approx(100 * expected)
    assert (row["deals"], row["last_won"].date(), row["certifications"], row["level"]) == (
        2,
        ago(10),
        2,
        "expert",
    )


def test_a_partner_fits_only_with_evidence_for_every_field() -> None:
    made = loaded(
        BOTH,
        [
            {"partner_id": "both", "sectors": ["Healthcare"], "technologies": ["Snowflake"]},
            {"partner_id": "certified", "sectors": ["Healthcare"]},
            {"partner_id": "sector", "sectors": ["Healthcare"]},
            {
                "partner_id": "gone",
                "sectors": ["Healthcare"],
                "technologies": ["Snowflake"],
                "ended_on": ago(1),
            },
        ],
        certifications=[certified("certified", "Ana")],
    )
    assert expertise(made, BOTH, POLICY)["fits"].to_dict() == {
        "both": True,
        "certified": True,
        "sector": False,
    }


def test_what_happens_later_is_no_expertise() -> None:
    deals = wins("a", -1, sector="Healthcare", technology="Snowflake")
    late = [certified("a", "Ana", earned_on=ago(-1))]
    made = loaded(BOTH, [{"partner_id": "a"}], deals=deals, certifications=late)
    assert expertise(made, BOTH, POLICY).loc["a", ["score", "fits"]].tolist() == [0, False]


def found(need: Need, made: Portfolio) -> Findings:
    return find_findings(made, need, expertise(made, need, POLICY), list(made.partners.index))


def test_findings_name_the_best_first_with_evidence() -> None:
    won = {"sector": "Healthcare", "technology": "Snowflake"}
    made = loaded(
        BOTH,
        [{"partner_id": "one"}, {"partner_id": "three"}, {"partner_id": "x"}],
        deals=[*wins("one", 30, **won), *wins("three", 30, 60, 90, **won)],
        certifications=[certified("three", "Ana")],
    )
    told = found(BOTH, made)
    assert [line.key for line in told.statements] == [
        "find.partners_sector_technology",
        "find.deals",
        "find.certified_level_also",
        "find.deals",
    ]
    assert told.statements[1].slots["partner"].value == "three"  # type: ignore[union-attr]  # a fact
    assert unsayable(told.statements) == []


@pytest.mark.parametrize("sector", [None, "retail"])
@pytest.mark.parametrize("technology", [None, "sap"])
@pytest.mark.parametrize("language", [None, "fr", "Klingon"])
@pytest.mark.parametrize("somebody", [True, False])
def test_every_kind_of_need_has_words(sector: str, technology: str, language: str, *, somebody: bool) -> None:
    need = resolve(KNOWN, sector=sector, technology=technology, language=language)
    assert isinstance(need, Need)
    declared = {"sectors": ["Retail"], "technologies": ["SAP"], "languages": ["French", "Klingon"]}
    partners = [{"partner_id": "a"} | (declared if somebody else {"ended_on": ago(1)})]
    rows = {
        "contacts": [{"partner_id": "a", "name": "Ana", "language": language or "fr"}],
        "certifications": [certified("a", "Ana", technology="SAP")],
    }
    made = loaded(need, partners, **rows)
    fits = expertise(made, need, POLICY)
    people = people_findings(made, need, fits, tables(partners, **rows), ["a"])
    assert found(need, made).statements[0].key.startswith("find.partners" if somebody else "find.no_partners")
    assert people.statements[0].key.startswith("find.people" if somebody else "find.no_people")
    assert unsayable([*found(need, made).statements, *people.statements]) == []


def test_people_are_ranked_by_level_and_the_gone_are_left_out() -> None:
    need = Need(technologies=frozenset({"Snowflake"}))
    held = [
        certified("a", "Ana", "associate"),
        certified("a", "Ána", "professional", earned_on=ago(5)),  # the same person, spelled otherwise
        certified("a", "Bo", "expert"),
        certified("a", "Cy", "expert"),
        certified("a", "Di", "expert", expires_on=DAY),
    ]
    rows = {"certifications": held, "contacts": [{"partner_id": "a", "name": "Cy", "left_on": ago(3)}]}
    made = loaded(need, [{"partner_id": "a"}], **rows)
    told = people_findings(
        made, need, expertise(made, need, POLICY), tables([{"partner_id": "a"}], **rows), ["a"]
    )
    assert told.statements[0].slots["count"].value == 2  # type: ignore[union-attr]  # a fact
    assert [line.slots["person"].value for line in told.statements[1:]] == ["Bo", "Ána"]


def test_a_person_must_speak_the_language_that_is_asked_for() -> None:
    need = resolve(KNOWN, technology="snowflake", language="fr")
    assert isinstance(need, Need)
    partners = [{"partner_id": "a"}]
    rows = {
        "certifications": [certified("a", "Ana"), certified("a", "Bo")],
        "contacts": [
            {"partner_id": "a", "name": "Ana", "language": "French"},
            {"partner_id": "a", "name": "Bo", "language": "de"},
        ],
    }
    made = loaded(need, partners, **rows)
    told = people_findings(made, need, expertise(made, need, POLICY), tables(partners, **rows), ["a"])
    assert [line.key for line in told.statements] == ["find.people_technology_language", "find.person_speaks"]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 2000), max_size=6))
def test_scores_are_points_and_another_win_never_lowers_them(days: list[int]) -> None:
    won = {"sector": "Healthcare", "technology": "Snowflake"}
    fewer, more = (
        expertise(loaded(BOTH, [{"partner_id": "a"}], deals=wins("a", *ages, **won)), BOTH, POLICY).loc[
            "a", "score"
        ]
        for ages in (days, [*days, 40])
    )
    assert 0 <= fewer <= more <= 100
