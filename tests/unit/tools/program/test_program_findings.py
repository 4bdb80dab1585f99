"""What is said about certifications and levels, with the numbers that a hand computation gives."""

from datetime import timedelta
from itertools import product

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, tables, wins
from tests.unit.tools.program.programs import certificates, keys, known_rows, levels, made, placed
from tests.unit.tools.spoken import unsayable
from tools.facts import Audience, Findings
from tools.program import (
    Asked,
    Filter,
    Lost,
    expiring_findings,
    held_findings,
    lapsed_findings,
    level_findings,
    no_levels,
    requirement_findings,
    unknown_level,
    without_findings,
)

SOON, LATER = DAY + timedelta(days=30), DAY + timedelta(days=400)
PARTNERS = placed(a="Gold", b="Silver", c=None)
ROWS: dict[str, Rows] = {
    "certifications": [
        *certificates("a", SOON, SOON, LATER),
        *certificates("b", ago(5)),
        *certificates("b", SOON, certification_id="renewal", person="person 0", name="Old"),
        *certificates(
            "b", LATER, certification_id="renewed", person="person 0", name="Old", technology="ERP"
        ),
    ],
    "deals": [*wins("a", 10, 20, amount=1500), *wins("b", 10), *wins("c", 4)],
}


NOTHING_LOST = Lost(pd.DataFrame(columns=["last_day"]), DAY)


def asked(partner_id: str | None = None, wanted: Filter = Filter(), **rows: Rows) -> Asked:  # noqa: B008 -- frozen
    given_rows = rows or ROWS
    ids = [partner_id] if partner_id else ["a", "b", "c"]
    certified = tables(PARTNERS, **given_rows)["certifications"]
    return Asked(made(PARTNERS, **given_rows), certified, ids, wanted, partner_id)


def value(found: Findings, key: str, slot: str) -> object:
    line = next(line for line in found.statements if line.key == f"certifications.{key}")
    return line.slots[slot].value  # type: ignore[union-attr]  # a fact


def test_held_counts_certificates_people_and_partners_with_the_rows_behind() -> None:
    found = held_findings(asked())
    assert [value(found, "held_all", slot) for slot in ("held", "people", "partners")] == [5, 4, 2]
    held = found.statements[0].slots["held"]
    assert held.rows == (  # type: ignore[union-attr]  # a fact
        "certification:a-0",
        "certification:a-1",
        "certification:a-2",
        "certification:renewal",
        "certification:renewed",
    )
    assert "twice" in keys(found.statements)


def test_expiring_tells_the_level_that_would_be_lost_and_leaves_out_what_was_renewed() -> None:
    found = expiring_findings(asked(), levels(), SOON)
    assert value(found, "expiring_all", "count") == 2  # both of a; the one of b was renewed
    assert [value(found, "level_lost", slot) for slot in ("partner", "left", "asked", "renew")] == [
        "a",
        1,
        3,
        2,
    ]
    assert value(expiring_findings(asked("b"), levels(), SOON), "none_expiring_partner", "partner") == "b"
    day_before = expiring_findings(asked(), levels(), SOON - timedelta(days=1))
    assert keys(day_before.statements) == ["none_expiring_all"]


def test_nobody_left_in_a_technology_is_said() -> None:
    found = expiring_findings(asked("a", certifications=certificates("a", SOON)), levels(), SOON)
    assert value(found, "nobody_left", "technology") == "ERP"


def test_one_partner_against_its_level_says_each_requirement_and_until_when() -> None:
    found = requirement_findings(made(PARTNERS, **ROWS), levels(), known_rows(PARTNERS, **ROWS), "a")
    assert keys(found.statements) == [
        "own_met",
        "met_certifications",
        "met_revenue",
        "met_wins",
        "until_certifications",
        "renew",
    ]
    assert value(found, "until_certifications", "until") == SOON
    assert value(found, "renew", "renew") == 2
    assert value(found, "met_revenue", "actual") == 3000


def test_a_partner_short_of_a_level_hears_by_how_much_and_which_it_meets() -> None:
    found = requirement_findings(made(PARTNERS, **ROWS), levels(), known_rows(PARTNERS, **ROWS), "b", 2)
    assert value(found, "short_certifications", "short") == 1
    assert value(found, "short_revenue", "short") == 1000
    assert value(found, "other_short", "short") == 3


def test_a_partner_without_a_level_hears_which_it_would_meet() -> None:
    found = requirement_findings(made(PARTNERS, **ROWS), levels(), known_rows(PARTNERS, **ROWS), "c")
    assert (value(found, "unplaced_free", "level"), len(found.statements)) == ("Registered", 1)


def test_over_many_the_furthest_off_comes_first() -> None:
    many = placed(far="Gold", near="Gold", fine="Silver")
    rows = {
        "certifications": [*certificates("near", None, None, None), *certificates("fine", None)],
        "deals": [*wins("near", 3), *wins("fine", 3)],
    }
    found = level_findings(made(many, **rows), levels(), ["far", "near", "fine"], NOTHING_LOST)
    assert keys(found.statements) == [
        "some_short",
        "falls_short_certifications_revenue_wins",
        "falls_short_revenue_wins",
        "none_losing",
    ]
    assert [value(found, "some_short", slot) for slot in ("short", "count")] == [2, 3]
    nobody = level_findings(made(many, **rows), levels(), ["fine"], NOTHING_LOST, 2)
    assert keys(nobody.statements) == ["nobody_on_level"]


def test_everything_can_be_said_and_a_partner_may_know_all_that_is_about_it() -> None:
    portfolio, program = made(PARTNERS, **ROWS), levels()
    certified = tables(PARTNERS, **ROWS)["certifications"]
    known = known_rows(PARTNERS, **ROWS)
    found = [
        *(
            requirement_findings(portfolio, program, known, name, rank)
            for name in "abc"
            for rank in (None, 0, 1, 2)
        ),
        *(level_findings(portfolio, program, "abc", NOTHING_LOST, rank) for rank in (None, 0, 1, 2)),
        unknown_level(portfolio, program, "Platinum"),
        no_levels(program),
    ]
    for technologies, level in product(((), ("ERP",)), ("", "expert")):
        for partner_id, person in ((None, ""), ("a", ""), ("c", ""), ("b", "person 0")):
            ids = [partner_id] if partner_id else ["a", "b", "c"]
            wanted = Filter(person, technologies, level)
            about = Asked(portfolio, certified, ids, wanted, partner_id)
            found += [held_findings(about), lapsed_findings(about), expiring_findings(about, program, SOON)]
        found.append(without_findings(Asked(portfolio, certified, ids, Filter("", technologies, level))))
    assert unsayable(line for one in found for line in one.statements) == []
    facts = [fact for one in found for fact in one.facts() if fact.partner_id]
    assert {fact.kind.audience for fact in facts} == {Audience.SHAREABLE}


def test_where_nothing_is_recorded_no_zero_is_told() -> None:
    empty = asked(None, Filter(), certifications=[])
    for found in (
        held_findings(empty),
        lapsed_findings(empty),
        without_findings(empty),
        expiring_findings(empty, levels(), SOON),
    ):
        assert keys(found.statements) == ["not_recorded"]
    nothing = level_findings(made(PARTNERS), levels(), ["a"], NOTHING_LOST)
    assert keys(nothing.statements) == ["nothing_recorded_all"]
    assert keys(no_levels(levels({})).statements) == ["no_levels"]
