"""Who gives and takes which partners: fit, room, what speaks against it, what is said of it."""

import pandas as pd
import pytest

from tests.unit.tools.event_tables import Rows
from tests.unit.tools.segments.worlds import portfolio_on
from tests.unit.tools.spoken import unsayable
from tools.about import Among
from tools.workload import (
    Assumed,
    Load,
    Member,
    Moving,
    Team,
    Ties,
    WorkloadPolicy,
    move_findings,
    moving,
    newcomers,
)
from tools.workload.rebalancing import Search
from tools.workload.team import TOLERANCE

POLICY = WorkloadPolicy()

PEOPLE: Rows = [
    {"partner_id": "n1", "region": "Nordics", "languages": ["sv"]},
    {"partner_id": "n2", "region": "Nordics", "languages": ["sv"]},
    {"partner_id": "n3", "region": "Nordics", "languages": ["sv"]},
    {"partner_id": "d1", "region": "DACH", "languages": ["de"]},
    {"partner_id": "d2", "region": "DACH", "languages": ["de"]},
]
LENA, TOM, EVA = (
    Member("lena@x", "Lena", "Nordics", "sv", 5),
    Member("tom@x", "Tom", "DACH", "de", 5),
    Member("eva@x", "Eva", "France", "fr", 20),
)


def world(hours: dict[str, float], owner: dict[str, str]) -> Team:
    frame = pd.DataFrame({"hours": pd.Series(hours), "owner": pd.Series(owner), "spent": 0.0})
    return Team.of((LENA, TOM, EVA), frame.assign(tier="dementor", phase="devotion"), POLICY)


def moved(
    made: Team, members: tuple[Member, ...] = (LENA, TOM, EVA), *, key: str = "", evenly: bool = False
) -> Moving:
    partners = portfolio_on(PEOPLE).partners
    ids = partners.index
    ties = Ties(
        pd.Series(ids == key, ids), pd.Series(data=False, index=ids), pd.Series(float("nan"), index=ids)
    )
    return moving(made, partners, ties, [*ids], members, evenly=evenly)


def test_an_overloaded_book_gives_to_who_knows_the_region() -> None:
    owner = {"n1": "lena@x", "n2": "lena@x", "n3": "eva@x", "d2": "tom@x"}
    made = world({"n1": 3, "n2": 3, "n3": 1, "d2": 1}, owner)
    found = moved(made, key="n1")
    assert [(one.partner_id, one.giver, one.taker) for one in found.moves] == [("n2", LENA, EVA)]
    assert found.after["lena@x"] == 3
    assert found.overloaded_before == (LENA,)
    assert found.overloaded_after == ()
    assert (found.before.sum(), found.after.sum()) == (8, 8)


def test_whoever_leaves_is_replaced_by_the_best_fit() -> None:
    made = world({"n1": 1, "n2": 1, "d1": 1, "d2": 1}, dict.fromkeys(("n1", "n2", "d1", "d2"), "eva@x"))
    found = moved(made, (LENA, TOM))
    assert {one.partner_id: one.taker.name for one in found.moves} == {
        "n1": "Lena", "n2": "Lena", "d1": "Tom", "d2": "Tom",
    }  # fmt: skip
    assert [str(why) for why in found.moves[0].why[:2]] == ["region", "language"]


def test_a_book_is_split_evenly_when_it_is_asked_so() -> None:
    swedish = world(dict.fromkeys(("n1", "n2"), 1.0), dict.fromkeys(("n1", "n2"), "eva@x"))
    four = world(
        dict.fromkeys(("n1", "n2", "d1", "d2"), 2.0), dict.fromkeys(("n1", "n2", "d1", "d2"), "eva@x")
    )
    assert moved(swedish, (LENA, TOM)).after.to_dict() == {"lena@x": 2, "tom@x": 0}
    assert moved(four, (LENA, TOM), evenly=True).after.to_dict() == {"lena@x": 4, "tom@x": 4}
    short = world(dict.fromkeys(("n1", "n2", "d1"), 4.0), dict.fromkeys(("n1", "n2", "d1"), "eva@x"))
    split = moved(short, (LENA, TOM), evenly=True)
    assert (len(split.moves), len(split.left), split.missing) == (2, 1, 4)  # each has 5 hours: one partner


def test_hours_that_nobody_has_are_told_as_missing() -> None:
    owner = dict.fromkeys(("n1", "n2"), "lena@x") | dict.fromkeys(("d1", "d2"), "tom@x")
    made = world(dict.fromkeys(owner, 4.0), owner)
    found = moved(made, (LENA, TOM))
    assert found.missing == pytest.approx(6)  # 16 needed, 10 there
    assert found.moves == ()


def test_every_proposal_can_be_said() -> None:
    short = world({"n1": 4, "n2": 4, "d1": 4, "d2": 4}, {"n1": "lena@x", "n2": "lena@x", "d1": "tom@x"})
    load = Load(Among.of(portfolio_on(PEOPLE), []), short, Assumed(), "lena@x")
    for members, leaving in (((LENA, TOM, EVA), None), ((LENA, TOM), EVA), ((LENA,), TOM), ((), None)):
        found = move_findings(load, moved(short, members), leaving=leaving)
        assert unsayable(found.statements) == []
        split = move_findings(load, moved(short, members, evenly=True), split=leaving)
        assert unsayable(split.statements) == []


def test_a_little_too_much_moves_nobody() -> None:
    made = world(
        {"n1": 5 + TOLERANCE / 2, "n2": 0, "d1": 0, "d2": 0},
        dict.fromkeys(("n1", "n2", "d1", "d2"), "lena@x"),
    )
    assert moved(made).moves == ()


def test_whoever_has_the_region_is_taken_before_who_looks_after_one_partner_there() -> None:
    owner = {"n1": "lena@x", "n2": "lena@x", "n3": "eva@x", "d1": "lena@x", "d2": "eva@x"}
    found = moved(world({"n1": 2, "n2": 2, "n3": 1, "d1": 2, "d2": 1}, owner))
    assert [(one.partner_id, one.taker.name) for one in found.moves] == [("d1", "Tom")]
    assert found.moves[0].against == ()


def test_of_equally_good_takers_the_one_with_more_room_is_taken() -> None:
    busy, free = Member("busy@x", "Busy", hours_per_week=4), Member("free@x", "Free", hours_per_week=9)
    made = world({"n1": 4, "n2": 4}, {"n1": "lena@x", "n2": "lena@x"})
    assert [one.taker.name for one in moved(made, (LENA, busy, free)).moves] == ["Free"]


def test_what_speaks_against_a_move_is_told_and_english_is_no_reason() -> None:
    found = moved(world({"n1": 4, "n2": 4}, dict.fromkeys(("n1", "n2"), "lena@x")), (LENA, EVA))
    assert [str(one) for one in found.moves[0].against] == ["region", "language"]
    english = [{**row, "languages": ["en"]} for row in PEOPLE]
    ann = Member("ann@x", "Ann", "France", "en", 20)
    partners = portfolio_on(english).partners
    ids = partners.index
    flags, silent = pd.Series(data=False, index=ids), pd.Series(float("nan"), index=ids)
    made = world({"n1": 4, "n2": 4}, dict.fromkeys(("n1", "n2"), "lena@x"))
    told = moving(made, partners, Ties(flags, flags, silent), [*ids], (LENA, ann)).moves[0]
    assert "language" not in [*told.why, *told.against]


def test_who_really_spends_all_their_hours_takes_nobody() -> None:
    made = world({"n1": 4, "n2": 4, "d1": 1}, {"n1": "lena@x", "n2": "lena@x", "d1": "tom@x"})
    busy = made.partners.assign(spent=made.partners.index.map({"n1": 0, "n2": 0, "d1": 5}).to_numpy())
    assert [one.taker for one in moved(made, (LENA, TOM)).moves] == [TOM]
    assert moved(Team.of((LENA, TOM, EVA), busy, POLICY), (LENA, TOM)).moves == ()


def test_a_proposal_tells_first_that_it_is_one_and_what_it_assumes() -> None:
    short = world({"n1": 4, "n2": 4}, dict.fromkeys(("n1", "n2"), "lena@x"))
    load = Load(Among.of(portfolio_on(PEOPLE), []), short, Assumed(more=1, hours=5.0), "lena@x")
    found = move_findings(load, moved(short, (LENA, *newcomers(load))))
    keys = [one.key.removeprefix("workload.") for one in found.statements]
    assert keys[:4] == ["moves_enough", "proposal_only", "more_come", "assumed_hours"]
    assert found.table is not None
    assert [str(cell.value) if cell else "" for cell in found.table.rows[0][2:8]] == [
        "Lena", "8.0", "4.0", "a new colleague", "0.0", "4.0",
    ]  # fmt: skip
    assert unsayable(found.statements) == []


def test_hours_that_a_colleague_elsewhere_has_are_no_reason_to_hire() -> None:
    made = world({"n1": 4, "n2": 4, "d1": 1}, {"n1": "lena@x", "n2": "lena@x", "d1": "tom@x"})
    load = Load(Among.of(portfolio_on(PEOPLE), []), made, Assumed(), "lena@x", region="Nordics")
    found = move_findings(load, moved(made, (LENA,)))
    told = [one.key.removeprefix("workload.") for one in found.statements]
    assert told[:2] == ["cannot_move_1_in", "missing_aside"]
    assert found.statements[1].slots["person"].value == "Eva"  # type: ignore[union-attr]  # a fact


def test_partners_without_a_manager_find_one_or_are_named() -> None:
    made = world({"n1": 4, "n2": 4}, {})
    load = Load(Among.of(portfolio_on(PEOPLE), []), made, Assumed(), "lena@x")
    found = move_findings(load, moved(made, (LENA,)))
    told = [one.key.removeprefix("workload.") for one in found.statements]
    assert told[0] == "moves_homes_still_over"
    assert {"missing_aside", "left_1"} <= set(told)


def test_of_very_many_partners_only_a_good_proposal_is_claimed() -> None:
    made = world({"n1": 4, "n2": 4, "d1": 1}, {"n1": "lena@x", "n2": "lena@x", "d1": "tom@x"})
    partly = Team.of((LENA, TOM, EVA), made.partners, WorkloadPolicy(exact_choices=8))
    assert moved(partly, (LENA, TOM, EVA)).search is Search.GOOD
