"""What the approver of a message sees: everything that leaves, to the letter, and what it rests on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.contract import ShownFact
from assistant.slack import cards, draft_questions
from assistant.slack.cards import Seen
from assistant.slack.draft_sources import rests_on
from assistant.slack.outgoing import Message, post_arguments, sealed
from evals.slack_standin.blocks import view_problems
from evals.slack_standin.rules import breaches, check_message, markup
from knowledge.notes import Note
from knowledge.overrides import Override
from tests.unit.assistant.slack.test_surface import draft
from tools.drafts import Draft, DraftState, Sentence

DAY = date(2026, 10, 3)
SENTENCES = (
    Sentence("Hello Dana,"),
    Sentence("you won Stadtwerke Auental on 3 September.", fact_ids=("f1", "f2")),
    Sentence("You told us that the price list is <unclear>.", note_ids=("n1",)),
    Sentence("Shall we go through it together?"),
)
BODY = " ".join(one.text for one in SENTENCES[:1]) + "\n\n" + " ".join(one.text for one in SENTENCES[1:])
FACTS = (
    ShownFact(
        id="f1", kind="deals.customer", label="customer", value="Stadtwerke Auental", unit="", as_of=DAY
    ),
    ShownFact(
        id="f2", kind="deals.closed_on", label="closed on", value=date(2026, 9, 3), unit="date", as_of=DAY
    ),
)
NOTES = (Note("n1", "p1", date(2026, 9, 20), "the price list is <unclear>, and *nobody* answers", "Dana"),)
MAIL = draft(
    recipient="dana@acme.example",
    subject="Auental & the price list",
    body=BODY,
    sentences=SENTENCES,
    from_address="Ada <partners@vendor.example>",
    reply_to="Ada <ada@example.com>",
    cc=("ada@example.com", "crm@vendor.example"),
    in_reply_to="<earlier@vendor.example>",
)
EDITED = draft(
    body=BODY.replace("Shall we go through it together?", "Call me on Friday!"), sentences=SENTENCES
)
SLACK = draft(channel="slack", recipient="CGLOBEX1", subject="", body=BODY, in_reply_to="1700000000.000001")
ASKED = Override(
    "o1", "d1", 1, "x", "Auental", "Hello,\n<!channel> Globex agreed.", "Globex", "ada@example.com",
    "they <b>agreed</b>", datetime(2026, 10, 3, tzinfo=UTC), "lea@example.com", confirmed=True,
)  # fmt: skip


def on(one: Draft, **changes: object) -> Draft:
    return draft(**{**vars(one), **changes})


SHOWN: dict[str, Message] = {
    "a mail, proposed": cards.card(MAIL, rests_on(MAIL, FACTS, NOTES)),
    "a mail, edited by hand": cards.card(on(EDITED, state=DraftState.EDITED), rests_on(EDITED, FACTS, NOTES)),
    "a mail to copy": cards.handover(on(MAIL, from_address="", reply_to="", state=DraftState.APPROVED)),
    "a message in Slack": cards.card(SLACK, cards.sources_block(FACTS, 1)),
    "a mail, put back": cards.card(
        on(
            MAIL,
            state=DraftState.EDITED,
            outcome="The contact has opted out. Ask for a draft to another one.",
        )
    ),
    "a mail, sent but for a copy": cards.card(
        on(
            MAIL,
            state=DraftState.SENT,
            approved_by="ada@example.com",
            outcome="<1@x> · no copy to crm@vendor.example (no)",
        )
    ),
    "a mail, sent by somebody known": cards.card(
        on(MAIL, state=DraftState.SENT, approved_by="ada@example.com", outcome="<1@x>"),
        None,
        None,
        "Ada <!here>",
    ),
    "a message to a channel by name": cards.card(on(SLACK, recipient="ext-globex <!channel>")),
    "a mail, answered": cards.card(on(MAIL, state=DraftState.SENT, outcome="<1@x>"), None, DAY),
    "a mail, refused": cards.card(
        on(MAIL, state=DraftState.FAILED, outcome="the mail server said 550 no <user>")
    ),
    "nobody can tell": draft_questions.doubt(on(MAIL, state=DraftState.UNKNOWN, outcome="it did not answer")),
    "a question to a lead": draft_questions.override_question(ASKED, MAIL),
    "a lead's word": draft_questions.decision(ASKED, MAIL),
}


def as_read(message: Message) -> str:
    """The blocks as a person reads them, top to bottom."""
    shown = []
    for block in sealed(message)["blocks"]:
        parts = [block["text"]] if "text" in block else block["elements"]
        texts = [part["text"]["text"] if part["type"] == "button" else part["text"] for part in parts]
        shown.append(
            " | ".join(f"[{text}]" for text in texts) if block["type"] == "actions" else "\n".join(texts)
        )
    return "\n\n".join(shown)


@pytest.mark.parametrize("name", SHOWN)
def test_what_people_see_of_a_draft(name: str, snapshot: SnapshotAssertion) -> None:
    payload = post_arguments(sealed(SHOWN[name]))
    check_message(payload)
    assert breaches(payload) == [] or name == "a mail to copy"  # which links to its mail program
    assert as_read(SHOWN[name]) == snapshot


def test_the_longest_message_is_shown_whole_with_its_sources_and_envelope() -> None:
    sentences = tuple(Sentence(f"Sentence {number} is long. " * 4, fact_ids=("f1",)) for number in range(120))
    body = "".join(one.text for one in sentences)[: cards.limits.REVIEWABLE]
    longest = on(MAIL, body=body, sentences=sentences, cc=("x" * 60 + "@vendor.example",) * 5)
    payload = post_arguments(sealed(cards.card(longest, rests_on(longest, FACTS * 40, NOTES))))
    check_message(payload)
    assert breaches(payload) == markup(payload) == []
    whole = "".join(block["text"]["text"] for block in payload["blocks"] if block["type"] == "section")
    assert body in whole
    assert "*Reply-To* Ada" in whole


@pytest.mark.parametrize("field", ["subject", "recipient", "from_address", "reply_to", "sender"])
def test_nothing_in_a_header_can_look_like_another_header(field: str) -> None:
    for broken in ("\n", "\r\n", "\u2028", "\x0b"):
        forged = on(MAIL, **{field: f"x{broken}*To* eve@evil.example"})
        lines = as_read(cards.card(forged)).splitlines()
        assert [line for line in lines if line.startswith("*To* eve")] == []


def test_the_editor_with_a_reason_is_a_modal_that_slack_takes() -> None:
    seen = Seen("d" * 60, "e" * 64, "D0123456789", "1700000000.000001")
    blocked = "'Globex' is the name of another partner <b>" * 20
    assert view_problems(cards.editor(MAIL, seen, blocked), "modal") == []
