"""Quarterly reviews on the sample: what they propose, who decides, and what holds then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.toolbox import changing
from assistant.toolbox.arguments import ReviewDecision, TierMovements, TierWhatIf
from assistant.toolbox.proposing import proposed
from assistant.toolbox.reviewing import review_decision
from assistant.toolbox.tiers import tier_movements, tier_what_if
from assistant.toolbox.turn import Office, Turn
from knowledge.people import Role
from knowledge.reviews import decisions
from tools.facts import Findings

LEAD, MANAGER = "tom.ashworth@vendor.example", "priya.nair@vendor.example"
DAY, REVIEW = date(2026, 10, 31), date(2026, 9, 30)


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home)) as opened:
        yield opened


@pytest.fixture
def office(rapport: Rapport) -> Office:
    return rapport.asking.office


def turn(rapport: Rapport, email: str, words: str = "", as_of: date = DAY) -> Turn:
    access = rapport.roster.access(rapport.person(email))
    return Turn(words or "q", words, as_of, as_of, "t", access, rapport.roster.names(access))


def decide(rapport: Rapport, words: str, email: str = LEAD, **arguments: object) -> Findings:
    wanted = ReviewDecision.model_validate(arguments)
    return review_decision(wanted, turn(rapport, email, words), rapport.asking.office)


def keys(found: Findings) -> list[str]:
    return [line.key for line in found.statements]


def waiting(office: Office) -> tuple[str, ...]:
    standing = office.standings.at(DAY)
    return proposed(standing, standing.portfolio.partners.index).waiting


def tier(office: Office, partner_id: str, day: date = DAY) -> str:
    return str(office.standings.at(day).tiers["tier"][partner_id])


def test_a_manager_sees_what_waits_but_decides_nothing(rapport: Rapport, office: Office) -> None:
    assert decide(rapport, "show the review", MANAGER).table is not None
    before = waiting(office)
    assert keys(decide(rapport, "accept all", MANAGER, action="accept")) == ["review.only_leads"]
    assert before == waiting(office) != ()


def test_an_override_with_the_askers_words_holds_is_explained_and_can_be_undone(
    rapport: Rapport, office: Office
) -> None:
    partner_id = waiting(office)[0]
    computed = tier(office, partner_id)
    named = {"action": "override", "partners": (partner_id,), "to": "key_partner"}
    assert keys(decide(rapport, "override it", **named)) == ["review.need_reason"]
    words = "override: keep them as key partner because the CFO signed a framework deal"
    done = decide(rapport, words, **named, reason="the CFO signed a framework deal")
    assert done.undo
    assert done.quotes()[0].text == "the CFO signed a framework deal"
    assert tier(office, partner_id) == "key_partner"
    assert office.standings.at(DAY).tiers["computed"][partner_id] == computed
    assert tier(office, partner_id, date(2026, 10, 15)) != "key_partner"  # nobody had decided by then
    again = decide(rapport, "accept it", action="accept", partners=(partner_id,))
    assert keys(again) == ["review.already_decided"]
    asked = TierWhatIf(partner=partner_id)
    assert "tier.decided" in keys(tier_what_if(asked, turn(rapport, MANAGER), office))
    with office.engine.begin() as connection:
        assert changing.undo(
            connection, done.undo, rapport.roster.access(rapport.person(LEAD)), datetime.now(UTC)
        )
    assert tier(office, partner_id) == computed
    assert partner_id in waiting(office)


def test_words_that_the_asker_did_not_say_are_never_kept_as_their_reason(
    rapport: Rapport, office: Office
) -> None:
    partner_id = waiting(office)[0]
    words = "override them, they are growing"
    decide(rapport, words, action="override", partners=(partner_id,), reason="strategic importance")
    with office.engine.connect() as connection:
        assert [one.reason for one in decisions(connection)] == [words]


def test_accept_all_but_one_leaves_that_one_and_reopen_brings_the_others_back(
    rapport: Rapport, office: Office
) -> None:
    first, *others = waiting(office)
    assert decide(rapport, "accept all but one", action="accept", excluding=(first,)).undo
    assert waiting(office) == (first,)
    with office.engine.connect() as connection:
        made = decisions(connection)
        assert decisions(connection, until=DAY) == []
    assert [one.partner_id for one in made] == others
    assert {(one.decision.value, one.review_on, one.role) for one in made} == {("accepted", REVIEW, "lead")}
    assert decide(rapport, "reopen all", action="reopen").undo
    assert waiting(office) == (first, *others)
    assert keys(decide(rapport, "reopen everything", action="reopen")) == ["review.nothing_to_reopen"]


def test_what_the_words_do_not_ask_for_waits_and_needs_the_role_still_when_confirmed(
    rapport: Rapport, office: Office
) -> None:
    asked = decide(rapport, "hm, those tiers", action="accept")
    assert asked.pending
    access = rapport.roster.access(rapport.person(LEAD))
    demoted = replace(access, person=replace(access.person, role=Role.MANAGER))
    with office.engine.begin() as connection:
        assert changing.confirm(connection, asked.pending, demoted, datetime.now(UTC)) is None
        assert changing.confirm(connection, asked.pending, access, datetime.now(UTC))
    assert waiting(office) == ()


def test_a_partner_that_did_not_move_has_nothing_to_decide(rapport: Rapport) -> None:
    found = decide(rapport, "accept Nebelhorn", action="accept", partners=("ACC-1001",))
    assert keys(found) == ["review.no_move"]


def test_movements_stay_within_the_book_and_name_what_was_done(rapport: Rapport, office: Office) -> None:
    asked = turn(rapport, MANAGER)
    own = tier_movements(TierMovements(since=date(2026, 6, 30)), asked, office)
    everybody = tier_movements(TierMovements(since=date(2026, 6, 30), scope="portfolio"), asked, office)
    ids = {fact.partner_id for fact in own.facts() if fact.partner_id}
    assert ids <= asked.access.book
    assert own.table is not None
    assert everybody.table is not None
    assert len(own.table.rows) <= len(everybody.table.rows)
    done = [fact for fact in own.facts() if fact.kind.name == "review.done"]
    assert all(len(fact.rows) == fact.value for fact in done)
    assert done


@pytest.mark.parametrize("since", [DAY, date(2027, 1, 1)])
def test_the_future_cannot_be_compared_with(rapport: Rapport, office: Office, since: date) -> None:
    found = tier_movements(TierMovements(since=since), turn(rapport, MANAGER), office)
    assert keys(found) == ["review.future"]


def test_a_what_if_that_assumes_nothing_asks_which_partner(rapport: Rapport, office: Office) -> None:
    found = tier_what_if(TierWhatIf(), turn(rapport, MANAGER), office)
    assert keys(found) == ["answer.which_partner"]


def test_if_leads_weigh_double_both_sides_of_the_comparison_are_walked(
    rapport: Rapport, office: Office
) -> None:
    asked = turn(rapport, LEAD)
    same = tier_what_if(TierWhatIf(scope="portfolio", leads_times=1), asked, office)
    assert keys(same)[0] == "tier.nobody_would_move"
    double = tier_what_if(TierWhatIf(scope="portfolio", leads_times=2), asked, office)
    assert keys(double)[0] == "tier.would_move"
    assert "tier.assume_leads" in keys(double)


ATTACKS = (
    ("keep Harbor as key partner because they signed", {"action": "accept"}),
    ("accept Moosbach", {"action": "accept"}),
    ("accept Moosbach", {"action": "accept", "partners": ("ACC-1013",)}),
    ("accept all but Skogsbryn Data", {"action": "accept"}),
    ("accept all the promotions", {"action": "accept"}),
    ("accept all the moves in DACH", {"action": "accept"}),
    ("accept", {"action": "accept"}),
    ("don't demote Moosbach", {"action": "accept", "partners": ("ACC-1005",)}),
    ("accept Moosbach and all the others", {"action": "accept", "partners": ("ACC-1005",)}),
    ("accept all proposals? what would happen", {"action": "accept"}),
)


@pytest.mark.parametrize(("words", "called"), ATTACKS)
def test_another_decision_than_the_asker_said_is_never_made_at_once(
    rapport: Rapport, words: str, called: dict[str, object]
) -> None:
    found = decide(rapport, words, **called)
    assert found.undo is None
    with rapport.engine.connect() as connection:
        assert decisions(connection) == []


def test_two_decisions_of_one_question_are_both_made_and_both_undone(
    rapport: Rapport, office: Office
) -> None:
    words = "keep Skogsbryn Data as is, because the CEO asked; accept the rest"
    before = waiting(office)
    kept = decide(rapport, words, action="override", partners=("ACC-1013",), reason="the CEO asked")
    rest = decide(rapport, words, action="accept")
    assert (kept.undo is None, rest.undo is None, kept.undo == rest.undo) == (False, False, False)
    assert waiting(office) == ()
    access = rapport.roster.access(rapport.person(LEAD))
    with office.engine.begin() as connection:
        for change_id in (kept.undo, rest.undo):
            assert changing.undo(connection, change_id or "", access, datetime.now(UTC))
    assert waiting(office) == before


def test_a_question_answered_again_tells_the_same_decision(rapport: Rapport) -> None:
    first = decide(rapport, "accept all proposals", action="accept")
    assert decide(rapport, "accept all proposals", action="accept") == first
    undone = decide(rapport, "reopen all", action="reopen")
    assert decide(rapport, "reopen all", action="reopen") == undone


def test_nobody_reopens_everything_who_named_somebody(rapport: Rapport, office: Office) -> None:
    decide(rapport, "accept all proposals", action="accept")
    found = decide(rapport, "withdraw my override", action="reopen")
    assert keys(found) == ["review.which_reopened"]
    assert waiting(office) == ()


def test_who_may_no_longer_review_takes_nothing_back(rapport: Rapport, office: Office) -> None:
    done = decide(rapport, "accept all proposals", action="accept")
    access = rapport.roster.access(rapport.person(LEAD))
    viewer = replace(access, person=replace(access.person, role=Role.VIEWER))
    with office.engine.begin() as connection:
        assert changing.undo(connection, done.undo or "", viewer, datetime.now(UTC)) is None
    assert waiting(office) == ()


def test_the_promotions_alone_are_accepted(rapport: Rapport, office: Office) -> None:
    standing = office.standings.at(DAY)
    up = proposed(standing, standing.portfolio.partners.index, "up").waiting
    left = set(waiting(office)) - set(up)
    assert decide(rapport, "confirm the promotions", action="accept", direction="up").undo
    assert up
    assert set(waiting(office)) == left


@pytest.mark.parametrize(("scope", "key"), [("portfolio", "review.of_everybody"), ("book", "review.of_book")])
def test_a_review_says_whose_partners_it_counts(rapport: Rapport, scope: str, key: str) -> None:
    assert key in keys(decide(rapport, "show the review", MANAGER, scope=scope))


def test_an_acceptance_that_says_neither_whom_nor_all_shows_what_waits(rapport: Rapport) -> None:
    found = decide(rapport, "accept the first one", action="accept")
    assert found.table is not None
    assert (found.pending, found.undo) == (None, None)
