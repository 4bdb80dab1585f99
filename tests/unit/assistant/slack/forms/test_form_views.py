"""Every form is as Slack takes it, carries ids alone, and shows what outsiders wrote to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.forms.picking import Choice
from assistant.forms.review_form import ON_A_PAGE, Move, ReviewPage
from assistant.slack import limits
from assistant.slack.forms import digest_view, review_view, views, what_if_view
from assistant.slack.forms.kept import Kept
from assistant.slack.forms.sent import Sent
from assistant.slack.outgoing import Block
from evals.slack_standin.rules import check_view, markup
from knowledge.digests import DigestSettings
from knowledge.people import Person

TODAY = date(2026, 10, 5)
ACME = Choice("P1", "Acme <!channel> & Söhne")
LONG = Choice("P" * 400, "🦄" * 300)
KEPT = Kept(thread_id="D123456")
SETTINGS = DigestSettings("ada@example.com", timezone="Europe/Berlin", lanes=("rising",))


DIGEST: dict[str, str | list[str]] = {"weekday": "0", "hour": "8", "timezone": "UTC", "items": "5"}


def moves(count: int, id_length: int = 4) -> ReviewPage:
    listed = [
        Move(f"P{number:0{id_length}}", f"Partner <@U{number}> *{number}*", "dementor", "key_partner")
        for number in range(count)
    ]
    return ReviewPage(date(2026, 9, 30), 1, 25, tuple(listed))


FORMS: dict[str, Block] = {
    "note": views.note(KEPT, TODAY, ACME),
    "note in words of /rapport": views.note(KEPT, TODAY, None, "They said yes"),
    "message of somebody else": views.held_note(
        Kept(message_id="message:C1:1.2:U1"), "Sam <!here>", "4 Oct 2026", "Hello <@U1> & *you*", ACME
    ),
    "message without a guess": views.held_note(Kept(message_id="m"), "Sam", "4 Oct 2026", "Hello"),
    "snooze": views.snooze(KEPT, date(2026, 10, 19), ACME),
    "reminder": views.reminder(KEPT, "Europe/Berlin", ACME, "Call them", "Tuesday"),
    "reminder without a zone": views.reminder(KEPT, ""),
    "brief": views.brief(KEPT),
    "digest": digest_view.digest_form(KEPT, SETTINGS, [], TODAY),
    "digest, paused, with muted partners": digest_view.digest_form(
        KEPT,
        DigestSettings("a@b.example", paused_until=date(9999, 12, 31), muted_partner_ids=("P1",)),
        [ACME],
        TODAY,
    ),
    "what if": what_if_view.what_if_form(KEPT, ACME),
    "review": review_view.review_form(moves(2)),
    "review, loading": review_view.loading(),
    "review, nothing waits": review_view.review_form(ReviewPage(date(2026, 9, 30), 0, 0, ())),
    "closing": views.closing("Rapport", "You may read <!channel>"),
}
EXTREMES: dict[str, Block] = {
    "note": views.note(KEPT, TODAY, LONG, "\u202e<!channel>" * 2000),
    "message": views.held_note(Kept(message_id="m"), "🦄" * 300, "4 Oct 2026", "\u202eش" * 1500, LONG),
    "muted": digest_view.digest_form(KEPT, SETTINGS, [Choice(f"P{n}", "ش" * 300) for n in range(300)], TODAY),
    "review": review_view.review_form(moves(ON_A_PAGE, 400)),
    "review of short ids": review_view.review_form(moves(ON_A_PAGE)),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_form_is_as_it_was_reviewed(name: str, snapshot: SnapshotAssertion) -> None:
    assert list(lines(FORMS[name])) == snapshot


@pytest.mark.parametrize("view", [*FORMS.values(), *EXTREMES.values()])
def test_slack_takes_the_form(view: Block) -> None:
    check_view(view, "modal")
    assert not markup(view)
    assert len(view.get("private_metadata", "")) <= limits.PRIVATE_METADATA


def test_a_page_carries_as_many_moves_as_slack_does() -> None:
    kept = Kept.read(EXTREMES["review"]["private_metadata"])
    assert kept is not None
    assert 1 <= len(kept.moves) < ON_A_PAGE
    full = Kept.read(EXTREMES["review of short ids"]["private_metadata"])
    assert full is not None
    assert len(full.moves) == ON_A_PAGE


def test_fields_of_different_partners_are_never_the_same_field() -> None:
    other = ReviewPage(TODAY, 0, 1, (Move("X", "X", "dementor", "growth_hacker"),))
    first, second = (fields(review_view.review_form(page)) for page in (moves(2), other))
    assert first & second == {"accept_all"}


def test_whoever_does_not_fit_into_the_form_stays_muted() -> None:
    many = tuple(f"P{number}" for number in range(130))
    ada, chosen = Person("ada@example.com", "Ada"), DIGEST | {"muted": ["P1", "P2"]}
    sent = Sent(ada, "U1", "V1", KEPT, chosen, {"muted": list(many[:100])})
    kept = digest_view.wanted(sent, replace(SETTINGS, muted_partner_ids=many))
    assert set(kept.muted_partner_ids) == {"P1", "P2", *many[100:]}


@pytest.mark.parametrize("text", ["[]", "null", "{", '{"x": 1}', '{"moves": [1]}', "[" * 100_000])
def test_metadata_that_is_not_ours_is_nothing(text: str) -> None:
    assert Kept.read(text) is None


def fields(view: Block) -> set[str]:
    return {one["block_id"] for one in view["blocks"] if one["type"] == "input"}


def lines(view: Block) -> Iterator[str]:
    """The form as a person reads it, one line each."""
    submit = view.get("submit", {"text": "no button"})["text"]
    yield f"[{view['title']['text']}] ({submit}) {view.get('private_metadata', '')}"
    for block in view["blocks"]:
        yield from _block(block)


def _block(block: dict[str, Any]) -> Iterator[str]:
    if block["type"] == "input":
        element = block["element"]
        optional = " (optional)" if block["optional"] else ""
        yield f"{block['block_id']}: {block['label']['text']}{optional} <{element['type']}> {_first(element)}"
        offered = [option["text"]["text"] for option in element.get("options", [])]
        yield from ([f"    offers {', '.join(offered)}"] if offered else [])
    elif block["type"] == "actions":
        for one in block["elements"]:
            yield f"[{one['text']['text']} → {one['action_id']}={one['value']}]"
    else:
        text = block["text"] if "text" in block else block["elements"][0]
        yield f"{block['type']} {text['type']}: {text['text']}"


def _first(element: dict[str, Any]) -> str:
    options = element.get("initial_options") or [element.get("initial_option")]
    chosen = [f"{one['text']['text']} = {one['value']}" for one in options if one]
    plain = (element.get(f"initial_{name}") for name in ("value", "date", "time"))
    return ", ".join(chosen) or next((one for one in plain if one), "")


def test_a_pause_that_is_over_does_not_stand_in_the_way_of_another_change() -> None:
    over = replace(SETTINGS, paused_from=date(2026, 9, 20), paused_until=TODAY)
    assert digest_view.digest_form(KEPT, over, [], TODAY) == digest_view.digest_form(
        KEPT, SETTINGS, [], TODAY
    )
    to_come = replace(over, paused_until=date(2026, 10, 6))
    form = digest_view.digest_form(KEPT, to_come, [], TODAY)
    days = [
        one["element"].get("initial_date") for one in form["blocks"] if "paused" in one.get("block_id", "")
    ]
    assert days == ["2026-09-20", "2026-10-06"]
