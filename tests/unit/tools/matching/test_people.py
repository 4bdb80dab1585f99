"""People who fit: one row per person with the evidence; who left does not count."""

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, tables
from tests.unit.tools.segments.worlds import certificate, experience_on, portfolio_on, project
from tests.unit.tools.spoken import unsayable
from tools.facts import Fact, Findings
from tools.matching import MatchingPolicy, Need, expertise, first_contacts, people, people_findings

POLICY = MatchingPolicy()
BOTH = Need(frozenset({"Retail"}), frozenset({"SAP"}))
PARTNERS: Rows = [{"partner_id": "a", "sectors": ["Retail"], "languages": ["fr"]}]


def persons(need: Need, **rows: Rows) -> pd.DataFrame:
    portfolio = portfolio_on(PARTNERS)
    found = expertise(portfolio, experience_on(PARTNERS, **rows), need, POLICY)
    return people(portfolio, need, found[found["fits"]], tables(PARTNERS, **rows), POLICY)


def contact(name: str, **columns: object) -> dict[str, object]:
    return {"partner_id": "a", "name": name, **columns}


def test_a_person_is_one_row_with_projects_and_the_best_certificate() -> None:
    projects = [
        project("a", ago(9), people=["Ána", "Bo", "Ana"]),  # named twice in one project
        project("a", ago(90), people=["Ana"]),
        project("a", ago(9), people=["Ana"], sector="Media"),
        project("a", ago(-9), people=["Ana"]),
    ]
    held = [certificate("a", "ANA", level="associate"), certificate("a", "Ana", expires_on=DAY)]
    found = persons(BOTH, projects=projects, certifications=held)
    assert found["person"].tolist() == ["Ána", "Bo"]
    assert found["projects"].tolist() == [2, 1]
    assert found["level"].tolist() == ["expert", ""]
    assert found["worked"].tolist() == [("projects-0", "projects-1"), ("projects-0",)]


def test_who_left_is_left_out_unless_somebody_of_that_name_is_there() -> None:
    held = [certificate("a", "Cy"), certificate("a", "Di"), certificate("a", "Ed")]
    contacts = [contact("Cy", left_on=ago(3)), contact("Di", left_on=ago(3)), contact("Di", role="CTO")]
    found = persons(Need(technologies=frozenset({"SAP"})), certifications=held, contacts=contacts)
    assert found[["person", "role"]].to_numpy().tolist() == [["Di", "CTO"], ["Ed", ""]]


def test_who_left_is_known_by_name_however_many_blanks_are_in_it() -> None:
    held = [certificate("a", "Ana  Pop"), certificate("a", " ana pop ")]
    assert persons(BOTH, certifications=held, contacts=[contact("Ana Pop", left_on=ago(9))]).empty
    assert len(persons(BOTH, certifications=held)) == 1


def test_a_certificate_counts_until_the_day_it_expires() -> None:
    held = [certificate("a", "Ana", expires_on=DAY), certificate("a", "Bo", expires_on=ago(1))]
    assert persons(Need(technologies=frozenset({"SAP"})), certifications=held)["person"].tolist() == ["Ana"]


def test_a_person_must_speak_the_language_that_is_asked_for() -> None:
    held = [certificate("a", "Ana"), certificate("a", "Bo"), certificate("a", "Cy")]
    contacts = [contact("Ana", language="French"), contact("Bo", language="de")]
    need = Need(technologies=frozenset({"SAP"}), language="fr")
    assert persons(need, certifications=held, contacts=contacts)["person"].tolist() == ["Ana"]
    assert persons(Need(language="fr"), contacts=contacts)["person"].tolist() == ["Ana"]


def test_nobody_is_an_empty_frame() -> None:
    assert persons(BOTH).empty


def said(need: Need, rows: dict[str, Rows], fitting: int = 1) -> Findings:
    asked = first_contacts(tables(PARTNERS, **rows)["contacts"], ["a"])
    return people_findings(
        portfolio_on(PARTNERS), need, persons(need, **rows), asked, fitting=fitting, read=1
    )


def test_a_person_who_is_no_contact_is_reached_through_the_partners_contact() -> None:
    told = said(
        BOTH,
        {
            "projects": [project("a", ago(9), people=["Ana"])],
            "contacts": [contact("Bo", email="bo@a.example"), contact("Cy", primary=True)],
        },
    )
    assert [line.key for line in told.statements][-1] == "find.reach_through"
    through = told.statements[-1].slots["contact"]
    assert isinstance(through, Fact)
    assert (through.value, through.rows) == ("Cy", ("contact:contacts-1",))
    assert unsayable(told.statements) == []


def test_where_nobody_shows_it_the_partners_contact_is_named_all_the_same() -> None:
    people_there = [contact("Di", left_on=ago(3)), contact("Bo", role="CTO", email="bo@a.example")]
    told = said(BOTH, {"contacts": people_there})
    assert [line.key for line in told.statements] == [
        "find.no_people_sector_technology",
        "find.ask_role",
        "find.reach",
    ]
    assert unsayable(told.statements) == []


def test_what_is_said_names_evidence_with_its_rows_and_who_must_not_be_written_to() -> None:
    rows: dict[str, Rows] = {
        "projects": [project("a", ago(9), people=["Ana"])],
        "certifications": [certificate("a", "Ana", expires_on=ago(-9)), certificate("a", "Bo")],
        "contacts": [
            contact("Ana", role="CTO", language="fr", opted_out=True, email="ana@a.example", phone="+41 1"),
            contact("Bo", language="fr", email="bo@a.example", phone="+41 2"),
        ],
    }
    for need in (BOTH, Need(language="fr"), Need(sectors=frozenset({"Retail"}), language="fr")):
        assert unsayable(said(need, rows, fitting=9).statements) == []
    told = said(BOTH, rows)
    assert [line.key.removeprefix("find.") for line in told.statements] == [
        "people_sector_technology", "person_projects", "person_certified_until_also", "role_also",
        "opted_out", "reach", "person_certified", "reach",
    ]  # fmt: skip
    reached = [line.slots["address"] for line in told.statements if line.key == "find.reach"]
    assert [fact.value for fact in reached if isinstance(fact, Fact)] == ["+41 1", "bo@a.example"]
    facts = {one.kind.name: one for one in reversed(told.facts()) if isinstance(one, Fact)}
    assert facts["find.worked_on"].rows == ("project:projects-0",)
    assert facts["certification.expires_on"].rows == ("certification:certifications-0",)
