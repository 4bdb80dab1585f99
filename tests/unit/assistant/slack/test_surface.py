"""Small parts of the surface: signature, wording, cards, sources, who is served."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.contract import ShownFact
from assistant.slack import cards, limits
from assistant.slack.cards import Seen
from assistant.slack.members import Refusal, _refusal
from assistant.slack.outgoing import post_arguments, sealed
from assistant.slack.posting import mark
from assistant.slack.signature import is_genuine
from assistant.slack.sources import as_of_line, source_lines
from assistant.slack.wording import typed
from evals.slack_standin.blocks import view_problems
from evals.slack_standin.carriers import signed
from evals.slack_standin.rules import breaches, check_message, markup
from tools.drafts import Draft, DraftState

NOW = 1_790_000_000
DAY = date(2026, 10, 3)


def draft(**changes: Any) -> Draft:  # noqa: ANN401 - any field of a draft
    fields: dict[str, Any] = {
        "draft_id": "d1",
        "partner_id": "p1",
        "contact_id": None,
        "purpose": "check_in",
        "channel": "email",
        "recipient": "grace@globex.example",
        "sender": "ada@example.com",
        "subject": "Hi",
        "body": "Hello",
        "language": "en",
        "fact_ids": (),
        "note_ids": (),
        "as_of": DAY,
        "author_email": "ada@example.com",
        "changed_at": datetime(2026, 10, 3, tzinfo=UTC),
    }
    return Draft(**fields | changes)


def fact(kind: str, value: Any, unit: str) -> ShownFact:  # noqa: ANN401 - any value of a fact
    return ShownFact(id="f", kind=kind, value=value, unit=unit, as_of=DAY)


def test_a_genuine_request_passes_for_five_minutes_either_way() -> None:
    headers = signed(b"{}", str(NOW), "secret")
    assert [is_genuine("secret", headers, b"{}", NOW + late) for late in (-301, -300, 0, 300, 301)] == [
        False,
        True,
        True,
        True,
        False,
    ]


@given(st.binary(), st.text(), st.text())
def test_no_made_up_request_passes_or_raises(body: bytes, timestamp: str, signature: str) -> None:
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}
    assert not is_genuine("secret", headers, body, NOW)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@UBOT> which need &lt;attention&gt; &amp; care?", "which need <attention> & care?"),
        ("show <@UADA>'s book", "show Ada's book"),
        ("show <@UX|xena>'s book", "show xena's book"),
        ("see <https://a.test|the page> and <https://b.test>", "see the page and https://b.test"),
        ("mail <mailto:a@b.de|a@b.de> in <#C1|general> <!here>", "mail a@b.de in #general"),
        ("&amp;lt; stays", "&lt; stays"),
        ("<@UBOT>", ""),
    ],
)
def test_slacks_markup_is_read_as_the_person_typed_it(text: str, words: str) -> None:
    assert typed(text, "UBOT", lambda user: {"UADA": "Ada"}.get(user, "")) == words


@pytest.mark.parametrize("state", list(DraftState))
@pytest.mark.parametrize("body", ["Hello", "<!channel> & *x*\n" * 700, "y" * 40_000])
def test_a_card_in_any_state_is_within_the_limits(state: DraftState, body: str) -> None:
    payload = post_arguments(sealed(cards.card(draft(state=state, body=body), cards.sources_block([], 2))))
    check_message(payload)
    assert breaches(payload) == markup(payload) == []


@pytest.mark.parametrize("state", list(DraftState))
def test_only_what_is_open_and_shown_whole_can_be_approved(state: DraftState) -> None:
    def approvable(body: str) -> bool:
        shown = cards.card(draft(state=state, body=body)).blocks
        elements = [one for block in shown for one in block.get("elements", [])]
        return any(one.get("action_id") == cards.APPROVE for one in elements)

    assert approvable("Hello") == (state in (DraftState.PROPOSED, DraftState.EDITED, DraftState.FAILED))
    assert not approvable("y" * (limits.REVIEWABLE + 1))


@pytest.mark.parametrize("subject", ["", "Hi", "x" * 300])
def test_the_editor_is_a_modal_that_slack_takes(subject: str) -> None:
    seen = Seen("d" * 60, "e" * 64, "D0123456789", "1700000000.000001")
    assert view_problems(cards.editor(draft(subject=subject, body="z" * 3000), seen), "modal") == []


@given(st.text())
def test_a_forged_value_is_no_draft_and_no_error(value: str) -> None:
    seen = Seen.read(value)
    assert seen is None or Seen.read(seen.to_value()) is not None


def test_what_was_seen_survives_the_way_through_slack() -> None:
    seen = Seen("d1", "abc", "D1", "1.1")
    assert Seen.read(seen.to_metadata()) == seen
    assert Seen.read(seen.to_value(), "D1", "1.1") == seen


def test_sources_name_figures_with_their_units() -> None:
    facts = [
        fact("deals.won_revenue_365d", 12400.4, "EUR"),
        fact("wallet.share", 0.42, "share"),
        fact("deals.days_since_win", 41, "days"),
        fact("deals.last_win_on", DAY, "date"),
        fact("tier", "key_partner", "label"),
    ]
    assert source_lines(facts, 1) == (
        "Rests on won revenue 365d: 12,400 EUR · share: 42% · days since win: 41 days · "
        "last win on: 3 Oct 2026 · tier: key partner · 1 note"
    )
    assert source_lines([], 0) == "Rests on nothing but the partner's name"
    assert as_of_line(facts) == "As of 3 Oct 2026 · 5 figures from your data"
    assert as_of_line([]) == ""


def test_the_mark_in_a_message_says_nothing_about_its_cause() -> None:
    assert mark("digest:ada@example.com:2026-W41") != mark("digest:ada@example.com:2026-W42")
    assert len(mark("digest:ada@example.com:2026-W41")) == 32


@pytest.mark.parametrize(
    ("profile", "refusal"),
    [
        ({"team_id": "T1"}, None),
        ({"team_id": "T2"}, Refusal.OTHER_TEAM),
        ({}, Refusal.OTHER_TEAM),
        ({"team_id": "T2", "is_stranger": True}, Refusal.STRANGER),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T1"]}}, None),
        ({"team_id": "T1", "is_bot": True}, Refusal.BOT),
        ({"team_id": "T1", "deleted": True}, Refusal.DEACTIVATED),
        ({"team_id": "T1", "is_restricted": True}, Refusal.GUEST),
        ({"team_id": "T1", "is_ultra_restricted": True}, Refusal.GUEST),
    ],
)
def test_only_plain_members_of_our_team_are_served(profile: dict[str, Any], refusal: Refusal | None) -> None:
    assert _refusal(profile, "T1") == refusal
