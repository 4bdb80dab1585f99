"""Introductions proposed, suggested, taken along and forgotten; who must not be asked or named."""

import json
from datetime import timedelta

from sqlalchemy import select, update

from assistant.rapport import Rapport
from knowledge.identity import merging
from knowledge.identity.set_aside import part
from knowledge.introductions import forget_introductions, get_introduction, introductions
from knowledge.tables import INCOMING
from knowledge.tables import introductions as stored
from tests.integration.introductions.asking import (
    COPPERBECK,
    DAY,
    KESTREL,
    LINDWERK,
    NOW,
    POLDERKRACHT,
    PRIYA,
    TOM,
    Asked,
    proposed,
    said,
    values,
)
from tools.facts import Audience, Fact
from tools.introductions import Consent, State, may_exchange


def test_before_both_agreed_no_fact_of_it_may_reach_a_partner(ask: Asked) -> None:
    found = [
        ask(PRIYA, "who should Lindwerk meet", partner=LINDWERK),
        ask(PRIYA, "do they fit", partner=LINDWERK, other=COPPERBECK),
        proposed(ask, PRIYA, LINDWERK, COPPERBECK),
        ask(PRIYA, "Lindwerk Digital agreed", action="agreed", side=LINDWERK),
        ask(PRIYA, "has either side agreed", action="status"),
    ]
    facts: list[Fact] = [fact for one in found for fact in one.facts()]
    assert len(facts) > 30
    assert {fact.kind.audience for fact in facts} == {Audience.INTERNAL}
    assert {quote.audience for one in found for quote in one.quotes()} <= {Audience.INTERNAL}
    with ask.rapport.engine.connect() as connection:
        assert not any(may_exchange(one) for one in introductions(connection))


def test_a_no_closes_it_and_a_new_one_can_be_proposed(ask: Asked) -> None:
    proposed(ask)
    no = ask(TOM, "Kestrel Data said no", action="declined", side=KESTREL)
    assert said(no)[0] == "done_declined"
    assert ask.kept() == [(State.CLOSED, Consent.ASKED, Consent.DECLINED)]
    assert said(ask(TOM, "they met", action="made", partner=LINDWERK))[-1] == "closed"
    again = proposed(ask)
    assert said(again) == ["before_declined", "confirm_proposed"]
    assert values(again, "consent_on") == {
        ask.rapport.person(f"{TOM}@vendor.example").today(ask.rapport.asking.office.now())
    }
    assert len(ask.kept()) == 1
    assert ask.confirmed(TOM, again)
    assert said(proposed(ask))[0] == "proposed_by"  # that one is still open: nothing new
    assert len(ask.kept()) == 2


def test_who_met_before_is_proposed_again_only_after_confirm(ask: Asked) -> None:
    proposed(ask)
    ask(TOM, "both agreed", action="agreed")
    ask(TOM, "they have been introduced", action="made")
    assert said(proposed(ask)) == ["before_made", "confirm_proposed"]
    told = ask(TOM, "do they fit?", partner=LINDWERK, other=KESTREL)
    assert said(told)[0] == "proposed_by"
    assert "made" in said(told)


def test_who_has_opted_out_since_is_not_to_be_asked(ask: Asked) -> None:
    proposal = "introduce Lindwerk Digital's data lead to Kestrel Data"
    ask(PRIYA, proposal, action="propose", partner=LINDWERK, other=KESTREL)
    thilo = INCOMING["contacts"].c.name == "Thilo Bachmeier"
    ask.change(update(INCOMING["contacts"]).where(thilo).values(opted_out=True))
    told = ask(PRIYA, "status", action="status")
    agreed = ask(PRIYA, "Kestrel Data agreed", action="agreed", side=KESTREL)
    ask.change(update(INCOMING["contacts"]).where(thilo).values(opted_out=False))
    assert "gone_opted_out" in said(told)
    asked = next(line for line in agreed.statements if line.key == "introductions.ask_side_person")
    person = asked.slots["person"]
    assert isinstance(person, Fact)
    assert person.value != "Thilo Bachmeier"


def test_words_for_a_person_that_fit_nobody_or_several_ask_back(ask: Asked) -> None:
    several = ask(
        PRIYA, "introduce the head of sales at Nebelhorn Systemhaus to Kestrel Data",
        action="propose", partner="ACC-1001", other=KESTREL,
    )  # fmt: skip
    assert said(several) == ["several_people", "person_role", "person_role"]
    nobody = ask(PRIYA, "?", action="propose", partner=LINDWERK, other=KESTREL, role="chief pilot")
    assert said(nobody)[0] == "no_such_role"
    assert ask.kept() == []


def test_ended_partners_and_one_alone_are_not_proposed(ask: Asked) -> None:
    assert said(proposed(ask, TOM, "ACC-1023", KESTREL))[0] == "not_proposed"
    alone = ask(TOM, "introduce them", action="propose", partner=KESTREL, other=KESTREL)
    assert said(alone) == ["same"]
    assert said(ask(TOM, "introduce them", action="propose", partner=KESTREL)) == ["which_two"]
    assert said(ask(TOM, "they met", action="made")) == ["none_waiting"]
    assert said(ask(TOM, "outcome: none", action="outcome")) == ["none_made"]
    assert said(ask(TOM, "open intros", action="status")) == ["none"]


def test_a_past_day_knows_nothing_of_what_was_proposed_since(ask: Asked) -> None:
    proposed(ask)
    today = ask.rapport.person(f"{TOM}@vendor.example").today(ask.rapport.asking.office.now())
    assert said(ask(TOM, "status", today - timedelta(days=7), action="status")) == ["none"]


def test_hidden_books_are_never_named_suggested_or_introduced(own_books: Rapport) -> None:
    ask = Asked(own_books)
    proposed(ask, TOM, LINDWERK, COPPERBECK)  # a lead sees all
    access = own_books.roster.access(own_books.person(f"{PRIYA}@vendor.example"))
    assert ask(PRIYA, "introduce", action="propose", partner=POLDERKRACHT, other=COPPERBECK).refuse
    found = [
        ask(PRIYA, "who should Lindwerk meet", partner=LINDWERK, limit=20),
        ask(PRIYA, "pairs", scope="portfolio", limit=20),
        ask(PRIYA, "status", action="status"),
        ask(PRIYA, "Lindwerk Digital agreed", action="agreed", side=LINDWERK),
    ]
    assert said(found[2]) == ["none"]
    partners = {fact.partner_id for one in found for fact in one.facts()} - {None}
    assert partners
    assert partners <= access.visible
    names = own_books.asking.office.standings.at(DAY).portfolio.partners["name"]
    hidden = {str(names[one]) for one in names.index if one not in access.visible}
    shown = json.dumps([str(fact.value) for one in found for fact in one.facts()])
    assert not [name for name in hidden if f'"{name}"' in shown]


def test_merged_partners_carry_it_along_and_give_it_back(ask: Asked) -> None:
    proposed(ask)
    engine = ask.rapport.engine
    with engine.begin() as connection:
        merging.merge_all(connection, [merging.Pair(LINDWERK, "ACC-1001")], NOW, DAY)
        assert {one.partner_ids for one in introductions(connection)} == {("ACC-1001", KESTREL)}
        merging.merge_all(connection, [merging.Pair(KESTREL, "ACC-1001")], NOW, DAY)
        (one,) = introductions(connection)
        assert (one.partner_ids, one.state) == (("ACC-1001", "ACC-1001"), State.CLOSED)
        for source in (KESTREL, LINDWERK):
            if (set_aside := part(connection, source)) is not None:
                merging.take_out(connection, set_aside, DAY)
        (one,) = introductions(connection)
        assert (one.partner_ids, one.state) == ((LINDWERK, KESTREL), State.PROPOSED)


def test_forgetting_a_partner_removes_its_introductions_on_either_side(ask: Asked) -> None:
    proposed(ask)
    proposed(ask, TOM, COPPERBECK, LINDWERK)
    proposed(ask, TOM, COPPERBECK, KESTREL)
    with ask.rapport.engine.begin() as connection:
        assert forget_introductions(connection, [LINDWERK]) == 2
        left = connection.scalars(select(stored.c.introduction_id)).all()
        assert len(left) == 1
        assert get_introduction(connection, left[0]) is not None


def test_proposed_pairs_are_not_suggested_again(ask: Asked) -> None:
    best = ask(PRIYA, "who should Lindwerk meet", partner=LINDWERK, limit=20)
    others = [row[1].partner_id for row in best.table.rows if row[1]] if best.table else []
    assert others
    proposed(ask, TOM, LINDWERK, str(others[0]))
    after = ask(PRIYA, "who should Lindwerk meet", partner=LINDWERK, limit=20)
    assert others[0] not in [row[1].partner_id for row in after.table.rows if row[1]] if after.table else True


def test_an_isv_meets_an_si_where_that_is_asked(ask: Asked) -> None:
    found = ask(TOM, "which ISVs should know which SIs", scope="portfolio", type="isv", other_type="si")
    types = ask.rapport.asking.office.standings.at(DAY).portfolio.partners["type"]
    rows = found.table.rows if found.table else ()
    assert rows
    for row in rows:
        assert {types[str(cell.partner_id)] for cell in row[:2] if cell} == {"isv", "si"}
