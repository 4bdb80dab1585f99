"""What a brief tells: what happened since the last talk, what to raise on a calm day, how they stand."""

from datetime import date

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, portfolio, tables
from tools import outlook, schema
from tools.about import About
from tools.brief import Known, calm_topics, glance, since_last_talk
from tools.events import rows_as_known
from tools.facts import Fact, Statement

TABLES = {table.name: table for table in schema.TABLES}
TALK = {"activity_id": "A1", "date": ago(40), "kind": "call", "person": "Ana"}


def world(**rows: Rows) -> tuple[About, dict[str, pd.DataFrame], pd.DataFrame]:
    partners = [{"partner_id": "P1", "name": "Acme", "sectors": ["Retail"], "technologies": []}]
    own = {name: [{"partner_id": "P1", **row} for row in some] for name, some in rows.items()}
    filled = tables(partners, **own)
    known = {name: rows_as_known(frame, TABLES[name], DAY) for name, frame in filled.items()}
    return About(portfolio(outlook.AGGREGATES, partners, DAY, **own), "P1"), known, filled["offers"]


def told(statement: Statement) -> dict[str, object]:
    return {slot: fact.value for slot, fact in statement.slots.items() if isinstance(fact, Fact)}


def deal(
    closed: date | None, stage: str = "won", amount: float | None = 100.0, **more: object
) -> dict[str, object]:
    return {"created_on": ago(300), "closed_on": closed, "stage": stage, "amount": amount, **more}


def test_the_first_thing_that_happened_stands_in_one_sentence_with_the_day_of_the_talk() -> None:
    about, rows, _ = world(activities=[TALK], deals=[deal(ago(39)), deal(ago(5)), deal(ago(40))])
    (first,) = since_last_talk(about, rows)
    assert first.key == "brief.since_won_first"
    assert told(first) == {
        "talk": ago(40),
        "won": 2,
        "amount": 200.0,
    }  # on the day itself they talked about it


def test_everything_after_the_talk_is_told_the_weightiest_first() -> None:
    about, rows, _ = world(
        activities=[TALK, {"date": ago(3), "kind": "email", "direction": "out"}],
        deals=[deal(ago(5), "lost")],
        tickets=[{"opened_on": ago(4), "severity": 2}, {"opened_on": ago(4), "severity": 4}],
        contacts=[{"name": "Bo", "left_on": ago(2)}],
        certifications=[{"name": "Pro", "person": "Bo", "earned_on": ago(700), "expires_on": ago(1)}],
        projects=[{"delivered_on": ago(9)}],
    )
    said = since_last_talk(about, rows)
    assert [one.key.removeprefix("brief.since_") for one in said] == [
        "lost_first",
        "tickets",
        "left",
        "lapsed",
        "delivered",
        "unanswered",
    ]
    assert all(one.follows for one in said[1:])


def test_a_mail_of_ours_that_was_answered_is_not_called_unanswered() -> None:
    mails = [{"date": ago(9), "kind": "email", "direction": way} for way in ("out", "in")]
    about, rows, _ = world(activities=[TALK, *mails])
    assert [one.key for one in since_last_talk(about, rows)] == ["brief.since_wrote_first"]


def test_without_a_talk_or_anything_since_it_says_so() -> None:
    about, rows, _ = world(deals=[deal(ago(5))])
    assert [one.key for one in since_last_talk(about, rows)] == ["brief.never_talked"]
    about, rows, _ = world(activities=[TALK])
    assert [one.key for one in since_last_talk(about, rows)] == ["brief.nothing_since"]


def test_wins_without_an_amount_are_counted_and_not_priced() -> None:
    about, rows, _ = world(activities=[TALK], deals=[deal(ago(5), amount=None)])
    assert since_last_talk(about, rows)[0].key == "brief.since_won_unpriced_first"


def test_on_a_calm_day_there_is_a_win_a_deal_and_an_offer_to_speak_of() -> None:
    about, rows, offers = world(
        deals=[
            deal(ago(80), customer="Old"),
            deal(ago(100), customer="Older"),
            deal(None, "open", customer="New"),
        ],
        offers=[
            {"offer_id": "O1", "name": "Breakfast", "starts_on": date(2026, 12, 1), "sectors": ["retail"]}
        ],
    )
    said = [*calm_topics(about, rows, offers)]
    assert [(one.key, told(one)) for one in said] == [
        ("brief.thank", {"customer": "Old", "closed": ago(80)}),
        ("brief.ask_deal", {"customer": "New"}),
        ("brief.tell_offer", {"offer": "Breakfast", "starts": date(2026, 12, 1)}),
    ]
    assert {key for one in said for fact in one.facts() for key in fact.rows} == {
        "deal:deals-0",
        "deal:deals-2",
        "offer:O1",
    }


def test_nothing_to_speak_of_is_nothing_said() -> None:
    about, rows, offers = world()
    assert [*calm_topics(about, rows, offers)] == []


def test_the_table_has_no_lines_without_anything_on_record() -> None:
    about, rows, _ = world()
    assert glance(about, rows, Known()).rows == ()


def test_the_table_tells_money_and_the_last_talk() -> None:
    about, rows, _ = world(activities=[TALK], deals=[deal(ago(5)), deal(None, "open", 70.0)])
    lines = {str(line[0].value): line[1:] for line in glance(about, rows, Known()).rows if line[0]}
    values = {name: [fact.value for fact in facts if fact] for name, facts in lines.items()}
    assert values == {
        "brief.line_won": [100.0, ago(5)],
        "brief.line_open": [1, 70.0],
        "brief.line_talk": [ago(40), "Ana"],
    }
