"""What people see in channels, on commands and at the door, to be read as text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.contract import Answer, ShownDraft, ShownFact, ShownTable
from assistant.slack import limits, notices
from assistant.slack.answers import Reader, answer_message, with_feedback
from assistant.slack.blocks import section
from assistant.slack.channels.shared_answers import (
    DRAFTS_APART,
    REFUSALS,
    SHARED,
    shared_copy,
    with_line,
    with_share,
)
from assistant.slack.commands.help import help_message, mistyped_message
from assistant.slack.commands.replies import reply_message, shown_here
from assistant.slack.outgoing import Message, escape, post_arguments, sealed
from evals.slack_standin.rules import breaches, check_message, markup
from tests.slack_reading import read

HOSTILE = "Globex <!channel> *x* \u202egnp.exe & Söhne 🚀 " + "y" * 40
DAY = datetime(2026, 10, 3, tzinfo=UTC).date()
ANSWER = Answer(
    text=f"2 partners need you, of 14.\n{HOSTILE} has won nothing for 41 days.",
    facts=[ShownFact(id="f1", partner_id="p1", kind="deals.won", value=1.0, unit="EUR", as_of=DAY)],
    table=ShownTable(title="Who needs you", columns=["partner", "why"], rows=[[HOSTILE, "41 days"]] * 7),
    drafts=[
        ShownDraft(
            id="d1", partner_id="p1", to="x@y.example", channel="email", subject="s", body="b", language="en"
        )
    ],
    suggestions=["Why is Globex on the list?"],
    undo="c1",
)
ASKED = with_feedback(answer_message(ANSWER, Reader({"p1": "Globex"}, frozenset({"p1"})), kept=True))
LONG = Message("x" * 9_000, [section(escape("x" * 300))] * 60)

SHOWN = {
    "a private answer to a question in a channel": with_share(ASKED, "answer:C1:1.1"),
    "an answer in a team's thread": with_line(ASKED, DRAFTS_APART),
    "a shared copy": shared_copy(ANSWER, "Priya <!here>\nNair"),
    "the answer to a command": reply_message(ASKED, "answer:C1:1.1"),
    "help": help_message(),
    "help for one": help_message("note"),
    "mistyped": mistyped_message("attention"),
    "an unknown person": notices.unknown_person(),
    "a hint": notices.notice(notices.ANSWERED_PRIVATELY),
    "only others' words": notices.notice(notices.OWN_WORDS),
    "shared": notices.notice(SHARED),
    "looking": notices.notice(notices.LOOKING),
    **{f"not shared, {barrier}": notices.notice(line) for barrier, line in REFUSALS.items()},
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_people_see_around_answers(name: str, snapshot: SnapshotAssertion) -> None:
    payload = post_arguments(sealed(SHOWN[name]))
    check_message(payload)
    assert breaches(payload) == markup(payload) == []
    assert read(SHOWN[name]) == snapshot


@pytest.mark.parametrize("made", [with_share(LONG, "q"), with_line(LONG, "l"), reply_message(LONG, "q")])
def test_what_is_added_fits_below_the_longest_answer(made: Message) -> None:
    assert len(made.blocks) <= limits.BLOCKS
    check_message(post_arguments(sealed(made)))


def test_a_shared_copy_holds_nothing_to_click_and_no_draft() -> None:
    copy = shared_copy(ANSWER, "Priya Nair")
    assert not [block for block in copy.blocks if block["type"] in ("actions", "context_actions")]
    assert not [block for block in copy.blocks if "accessory" in block]
    assert "x@y.example" not in str(sealed(copy))


def test_a_reply_to_a_command_is_for_its_asker_alone() -> None:
    shown = shown_here(sealed(help_message()))
    assert shown["response_type"] == "ephemeral"
    assert shown.keys() <= {"response_type", "text", "blocks", "parse", "unfurl_links", "unfurl_media"}
