"""Questions to the real application on the sample, with the embedded planner and writer."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.errors import NoData, UnknownPerson
from assistant.planner.terms import TERMS
from assistant.rapport import Rapport
from assistant.settings import Settings
from knowledge.people import Person
from knowledge.tables import INCOMING

pytestmark = pytest.mark.usefixtures("forgotten")

PRIYA = "priya.nair@vendor.example"
TOM = "tom.ashworth@vendor.example"
KEYS = {
    "calls", "text", "facts", "table", "charts", "drafts", "suggestions", "clarify", "unknown", "refuse",
    "pending", "undo",
}  # fmt: skip


@pytest.fixture
def priya(rapport: Rapport) -> Person:
    return rapport.person(PRIYA)


def test_the_answer_has_the_documented_shape(rapport: Rapport, priya: Person) -> None:
    shown = json.loads(rapport.ask("Which partners need attention?", priya).to_json())
    assert set(shown) <= KEYS
    assert {"calls", "text", "facts", "table", "suggestions"} <= set(shown)
    assert shown["calls"] == [{"tool": "partners_needing_attention", "args": {}}]
    assert all(
        {"id", "kind", "value", "unit", "as_of"} <= set(fact) <= {"partner_id", *fact}
        for fact in shown["facts"]
    )
    assert {fact["as_of"] for fact in shown["facts"]} == {"2026-10-31"}
    assert set(shown["table"]) == {"title", "columns", "rows"}


def test_today_is_where_the_asker_is(rapport: Rapport, priya: Person) -> None:
    late = replace(rapport, now=lambda: datetime(2026, 10, 30, 23, 30, tzinfo=UTC))
    assert late.day(None, replace(priya, timezone="Pacific/Auckland")) == date(2026, 10, 31)
    assert late.day(None, replace(priya, timezone="America/New_York")) == date(2026, 10, 30)
    with pytest.raises(NoData, match="yet to come"):
        rapport.day(date(2031, 1, 1), priya)


def test_a_figure_opens_down_to_the_rows_that_make_it(rapport: Rapport, priya: Person) -> None:
    answer = rapport.opened(rapport.ask("How is Nebelhorn doing?", priya))
    won = next(fact for fact in answer.facts or () if fact.kind == "deals.won_revenue_365d")
    keys = [row.removeprefix("deal:") for row in won.rows or ()]
    deals = INCOMING["deals"].c
    with rapport.engine.connect() as connection:
        amounts = connection.execute(select(deals.amount_base).where(deals.deal_id.in_(keys))).scalars()
        assert sum(amounts) == pytest.approx(won.value)
    assert len(keys) == next(fact.value for fact in answer.facts or () if fact.kind == "deals.won_365d")


def test_attention_is_about_the_askers_own_book_and_finds_what_is_wrong_there(
    rapport: Rapport, priya: Person
) -> None:
    answer = rapport.ask("Which partners need attention?", priya)
    book = rapport.roster.access(priya).book
    assert {fact.partner_id for fact in answer.facts or () if fact.partner_id} <= book
    assert "Nebelhorn Systemhaus" in answer.text
    kinds = {fact.kind for fact in answer.facts or () if fact.partner_id == "ACC-1001"}
    assert "attention.promise_due_on" in kinds


def test_three_check_ins_are_three_messages_that_cannot_be_swapped(rapport: Rapport, priya: Person) -> None:
    answer = rapport.ask("Write three check-in messages", priya)
    drafts = answer.drafts or []
    assert len({draft.partner_id for draft in drafts}) == 3
    facts = {fact.id: fact for fact in answer.facts or ()}
    for draft in drafts:
        assert draft.fact_ids or draft.note_ids
        assert {facts[one].partner_id for one in draft.fact_ids} <= {draft.partner_id}
        others = " ".join(other.body for other in drafts if other is not draft)
        own = [str(facts[one].value) for one in draft.fact_ids if facts[one].unit == "name"]
        assert not any(name in others for name in own)


def test_partner_arguments_are_resolved_ids(rapport: Rapport, priya: Person) -> None:
    answer = rapport.ask("why did nebelhorn drop?", priya)
    assert answer.calls[0].tool == "explain_change"
    assert answer.calls[0].args["partner"] == "ACC-1001"


def test_a_follow_up_is_understood_from_the_thread(rapport: Rapport, priya: Person) -> None:
    rapport.ask("How is Kestrel Data doing?", priya, thread="t")
    answer = rapport.ask("why?", priya, thread="t")
    assert (answer.calls[0].tool, answer.calls[0].args["partner"]) == ("explain_change", "ACC-1010")


def test_another_persons_thread_of_that_name_is_another_thread(rapport: Rapport, priya: Person) -> None:
    rapport.ask("How is Kestrel Data doing?", priya, thread="t")
    answer = rapport.ask("why?", rapport.person(TOM), thread="t")
    assert not any(call.args.get("partner") == "ACC-1010" for call in answer.calls)


def test_an_ambiguous_name_is_asked_about_and_an_unknown_one_answered_with_the_nearest(
    rapport: Rapport,
) -> None:
    elodie = rapport.person("Élodie Garnier")
    ambiguous = rapport.ask("How is Aurora doing?", elodie)
    assert set(ambiguous.clarify or ()) == {"ACC-1003", "ACC-1017"} or ambiguous.facts
    unknown = rapport.ask("How is partner Nebelhurn Systemhouse GmbH doing?", elodie)
    assert unknown.unknown is not None or unknown.calls[0].args["partner"] == "ACC-1001"


@pytest.mark.parametrize("words", ["what's the weather in Paris", "write me a poem about autumn"])
def test_what_is_out_of_scope_is_said_in_one_line(rapport: Rapport, priya: Person, words: str) -> None:
    answer = rapport.ask(words, priya)
    assert answer.refuse == "out_of_scope"
    assert answer.calls == []
    assert "\n" not in answer.text


def test_a_note_is_kept_and_taken_back_in_words(rapport: Rapport, priya: Person) -> None:
    saved = rapport.ask("note: Dana is leaving in May", priya, thread="t")
    assert saved.undo
    assert "Dana is leaving in May" in saved.text
    found = rapport.ask("what do my notes say about Dana leaving?", priya)
    assert "Dana is leaving in May" in found.text
    rapport.ask("undo", priya, thread="t")
    again = rapport.ask("what do my notes say about Dana leaving?", priya)
    assert "Dana is leaving in May" not in again.text


def test_nobody_writes_to_a_colleagues_partner(rapport: Rapport, priya: Person) -> None:
    answer = rapport.ask("Write Harbor a check-in", priya)
    assert answer.drafts is None
    assert answer.refuse == "not_allowed"
    assert rapport.ask("Write Harbor a check-in", rapport.person(TOM)).drafts


def test_a_hidden_book_shows_in_no_answer_count_or_suggestion(sample_home: Path) -> None:
    with open_rapport(Settings(home=sample_home, visibility="book")) as rapport:
        priya = rapport.person(PRIYA)
        named = rapport.ask("How is Harbor doing?", priya)
        everybody = rapport.ask("Which partners in the whole portfolio need attention?", priya)
        health = rapport.ask("is our data complete?", priya)
    book = {f"ACC-{number}" for number in range(1001, 1015)}
    for answer in (named, everybody, health):
        ids = {fact.partner_id for fact in answer.facts or () if fact.partner_id}
        assert ids | set(answer.unknown or ()) | set(answer.clarify or ()) <= book
        assert "Harbor" not in answer.text


def test_any_past_day_can_be_asked_for(rapport: Rapport, priya: Person) -> None:
    answer = rapport.ask("Which partners need attention?", priya, as_of=date(2026, 3, 31))
    assert {fact.as_of for fact in answer.facts or ()} == {date(2026, 3, 31)}
    past = {fact.value for fact in answer.facts or () if fact.unit == "date" and "due" not in fact.kind}
    assert past
    assert max(map(str, past)) <= "2026-03-31"


def test_a_weeks_digest_is_made_once_and_stays(rapport: Rapport) -> None:
    first = rapport.digest(PRIYA, "2026-W44")
    assert rapport.digest(PRIYA, "2026-W44") == first
    assert isinstance(first, Answer)


def test_an_unknown_manager_is_answered_with_the_nearest(rapport: Rapport) -> None:
    with pytest.raises(UnknownPerson, match=PRIYA):
        rapport.person("pria.nair@vendor.example")


def test_without_data_the_next_step_is_named(tmp_path: Path) -> None:
    with (
        open_rapport(Settings(home=tmp_path / "empty")) as rapport,
        pytest.raises(NoData, match="rapport import"),
    ):
        rapport.ask("Which partners need attention?", rapport.person(""))


def test_a_question_about_a_past_day_is_answered_for_that_day(rapport: Rapport, priya: Person) -> None:
    answer = rapport.ask("How was Nebelhorn doing on 1 May 2026?", priya)
    assert {fact.as_of for fact in answer.facts or ()} == {date(2026, 5, 1)}
    assert answer.text.startswith("This is how it stood at the end of 1 May")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("How is Nebelhorn as of 2026-13-45?", "There is no such day"),
        ("How is Nebelhorn as of 2031-01-01?", "nothing of 1 Jan 2031"),
        ("How was Nebelhorn on 1 May 1999?", "nothing of 1 May 1999"),
    ],
)
def test_a_day_that_nothing_can_be_told_of_is_refused_by_name(
    rapport: Rapport, priya: Person, words: str, said: str
) -> None:
    answer = rapport.ask(words, priya)
    assert said in answer.text
    assert answer.calls == []


def test_every_word_that_can_be_asked_about_is_explained(rapport: Rapport) -> None:
    assert {f"meaning.{term}" for term in TERMS} <= rapport.asking.phrases.texts.keys()
