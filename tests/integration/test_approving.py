"""What is approved is what leaves: the envelope, the last look before it goes, and a lead's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection, insert

from assistant.drafting.approval import Approval
from assistant.drafting.desk import DraftingDesk
from assistant.drafting.envelopes import Envelopes
from assistant.drafting.occasions import Purpose
from assistant.drafting.recipients import Refusal, RefusalReason
from assistant.errors import NotAllowed
from assistant.mailing.account import Account, read_send_as, read_server
from knowledge import drafts, overrides
from knowledge.copies import Copies, keep_copies
from knowledge.exchanges import record_sent
from knowledge.introductions import put_introduction, set_values
from knowledge.overrides import Override
from knowledge.partners import contacts_of
from knowledge.people import Person, Role
from knowledge.readings import read_notes
from knowledge.tables import INCOMING
from tests.integration.test_drafting import (
    LEAD,
    NOW,
    PRIYA,
    TOM,
    approval,
    change,
    desk,
    loaded,
    proposed,
    request,
)
from tools.drafts import Draft, DraftChangedError, DraftState, digest
from tools.grounding.problems import Verdict
from tools.introductions import Consent, Introduction, Side, State

__all__ = ["approval", "desk", "loaded"]
SERVER = read_server("smtps://robot:pw@mail.vendor.example", 5)
AS_ROBOT = Account(SERVER, "partners@vendor.example")
AS_HERSELF = Account(SERVER, send_as=read_send_as("@vendor.example"))
NAMING = "Hi Dana, Globex agreed to be named."


@pytest.fixture
def mailing(desk: DraftingDesk) -> DraftingDesk:
    desk.envelopes = Envelopes(AS_ROBOT)
    return desk


def sent(connection: Connection, draft: Draft, outcome: str) -> Draft:
    approved = drafts.approve(connection, draft, PRIYA.email, digest(draft), NOW)
    sending = drafts.start_sending(connection, approved, NOW)
    done = drafts.finish_sending(connection, sending, DraftState.SENT, outcome, NOW)
    record_sent(connection, done, NOW)
    return done


def test_the_manager_writes_herself_where_the_account_may_and_else_gets_the_answers(
    loaded: Connection, desk: DraftingDesk
) -> None:
    desk.envelopes = Envelopes(AS_ROBOT)
    draft = proposed(loaded, desk)
    assert draft.from_address == "Priya Shah <partners@vendor.example>"
    assert draft.reply_to == "Priya Shah <priya@vendor.example>"
    desk.envelopes = Envelopes(AS_HERSELF)
    other = proposed(loaded, desk, cause="ask:2")
    assert (other.from_address, other.reply_to) == ("Priya Shah <priya@vendor.example>", "")


def test_without_an_account_a_person_hands_it_on(loaded: Connection, desk: DraftingDesk) -> None:
    draft = proposed(loaded, desk)
    assert (draft.from_address, draft.reply_to, draft.in_reply_to) == ("", "", "")


def test_copies_go_where_the_manager_wants_them(loaded: Connection, mailing: DraftingDesk) -> None:
    keep_copies(
        loaded, PRIYA.email, Copies(to_self=True, others=("crm@vendor.example", "CRM@vendor.example"))
    )
    keep_copies(loaded, TOM.email, Copies(others=("tom@vendor.example",)))
    cc = proposed(loaded, mailing).cc
    assert [one.lower() for one in cc] == ["priya@vendor.example", "crm@vendor.example"]


def test_a_message_goes_on_from_the_last_one_that_was_mailed_there(
    loaded: Connection, mailing: DraftingDesk
) -> None:
    sent(loaded, proposed(loaded, mailing), "<first@vendor.example> · no copy to crm@vendor.example (no)")
    assert proposed(loaded, mailing, cause="ask:2").in_reply_to == "<first@vendor.example>"
    assert proposed(loaded, mailing, cause="ask:3", contact_id="C2").in_reply_to == ""


@pytest.mark.parametrize("what", ["account", "send_as", "copies"])
def test_an_envelope_that_has_changed_since_needs_another_look(
    loaded: Connection, mailing: DraftingDesk, approval: Approval, what: str
) -> None:
    draft = proposed(loaded, mailing)
    approved = approval.approve(loaded, draft.draft_id, digest(draft), PRIYA)
    assert approval.gate.release(loaded, draft.draft_id) == approved
    if what == "copies":
        keep_copies(loaded, PRIYA.email, Copies(to_self=True))
    else:
        mailing.envelopes = Envelopes({"account": None, "send_as": AS_HERSELF}[what])
    back = approval.gate.release(loaded, draft.draft_id)
    assert (back.state, back.approved_digest) == (DraftState.EDITED, None)
    assert digest(back) != digest(draft)
    again = approval.approve(loaded, draft.draft_id, digest(back), PRIYA)
    assert approval.gate.release(loaded, draft.draft_id).state is again.state is DraftState.APPROVED


def test_who_approves_an_old_envelope_is_shown_the_new_one(
    loaded: Connection, mailing: DraftingDesk, approval: Approval
) -> None:
    draft = proposed(loaded, mailing)
    keep_copies(loaded, PRIYA.email, Copies(to_self=True))
    shown = approval.approve(loaded, draft.draft_id, digest(draft), PRIYA)
    assert (shown.state, shown.cc) == (DraftState.EDITED, ("priya@vendor.example",))
    assert "have changed since" in str(shown.outcome)


CHANGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "opted out": ("contacts", "C1", {"opted_out": True}),
    "left": ("contacts", "C1", {"left_on": date(2026, 10, 30)}),
    "address": ("contacts", "C1", {"email": "dana@elsewhere.example"}),
    "smuggled": ("contacts", "C1", {"email": "dana@lakeside.example,eve@evil.example"}),
    "ended": ("partners", "P1", {"status": "ended"}),
    "channel": ("partners", "P1", {"slack_channel": "CLAKE001"}),
}


@pytest.mark.parametrize("what", sorted(CHANGES))
def test_what_changed_since_is_seen_at_the_approval_and_again_before_it_leaves(
    loaded: Connection, mailing: DraftingDesk, approval: Approval, what: str
) -> None:
    first, second = proposed(loaded, mailing), proposed(loaded, mailing, cause="ask:2")
    approval.approve(loaded, second.draft_id, digest(second), PRIYA)
    table, key, values = CHANGES[what]
    change(loaded, table, key, **values)
    with pytest.raises(NotAllowed, match=r"(Ask for a (new )?draft)"):
        approval.approve(loaded, first.draft_id, digest(first), PRIYA)
    back = approval.gate.release(loaded, second.draft_id)
    assert (back.state, back.approved_by) == (DraftState.EDITED, None)
    assert "Ask for a" in str(back.outcome)


@pytest.mark.parametrize(
    "email", ["dana@lakeside.example,eve@evil.example", "dana@lakeside.example\r\nBcc: e@x.y"]
)
def test_nothing_is_written_to_what_is_not_one_address(
    loaded: Connection, mailing: DraftingDesk, email: str
) -> None:
    change(loaded, "contacts", "C1", email=email)
    outcome = mailing.propose(loaded, request(contact_id="C1"))
    assert isinstance(outcome, Refusal)
    assert outcome.reason is RefusalReason.NO_ADDRESS


def test_a_mail_without_a_subject_is_refused_in_words(
    loaded: Connection, mailing: DraftingDesk, approval: Approval
) -> None:
    draft = proposed(loaded, mailing)
    for subject in ("", " \r\n", "\u2028", "\u200b"):
        with pytest.raises(NotAllowed, match="needs a subject"):
            approval.edit(loaded, draft.draft_id, subject, "Hi Dana", digest(draft), PRIYA)
    edited = approval.edit(loaded, draft.draft_id, "Hi\r\nBcc: x@y.example", "Hi", digest(draft), PRIYA)
    assert not isinstance(edited, Verdict)
    assert edited.subject == "Hi Bcc: x@y.example"


@pytest.mark.parametrize("body", ["", " \n", "\u200b\n\u2060", "\u202e\x07"])
def test_an_edit_that_leaves_nothing_to_read_is_refused_in_words(
    loaded: Connection, mailing: DraftingDesk, approval: Approval, body: str
) -> None:
    draft = proposed(loaded, mailing)
    with pytest.raises(NotAllowed, match="needs words"):
        approval.edit(loaded, draft.draft_id, "Hello", body, digest(draft), PRIYA)


def test_a_subject_that_no_card_shows_whole_is_refused(
    loaded: Connection, mailing: DraftingDesk, approval: Approval
) -> None:
    draft = proposed(loaded, mailing)
    with pytest.raises(NotAllowed, match="has 251 characters; 250 are the most"):
        approval.edit(loaded, draft.draft_id, "x" * 251, "Hi Dana", digest(draft), PRIYA)


def introduction(connection: Connection, desk: DraftingDesk, cause: str = "ask:1") -> Draft:
    """A message to Lakeside that introduces Globex, to which both have agreed."""
    if not contacts_of(connection, "P2"):
        row = {"contact_id": "C9", "partner_id": "P2", "name": "Mia Lind", "email": "mia@globex.example"}
        connection.execute(insert(INCOMING["contacts"]).values(**row))
        agreed = Side("P1", "C1", Consent.AGREED, NOW.date(), PRIYA.email)
        other = replace(agreed, partner_id="P2", contact_id="C9")
        put_introduction(connection, Introduction("i1", agreed, other, State.PROPOSED, PRIYA.email, NOW))
    draft = proposed(connection, desk, purpose=Purpose.INTRODUCTION, other_id="P2", cause=cause)
    assert "Globex" in draft.body
    return draft


@pytest.mark.parametrize("what", ["consent", "other_consent", "ended"])
def test_an_introduction_does_not_leave_once_a_consent_is_taken_back(
    loaded: Connection, mailing: DraftingDesk, approval: Approval, what: str
) -> None:
    first, second, third = (introduction(loaded, mailing, f"ask:{number}") for number in range(3))
    approval.approve(loaded, second.draft_id, digest(second), PRIYA)
    unnamed = approval.edit(loaded, third.draft_id, "Hi", "Hi Dana, meet Mia.", digest(third), PRIYA)
    assert isinstance(unnamed, Draft)
    if what == "ended":
        change(loaded, "partners", "P2", status="ended")
    else:
        set_values(loaded, "i1", {what: "declined"})
    for draft in (first, unnamed):
        with pytest.raises(NotAllowed, match="agree to be introduced"):
            approval.approve(loaded, draft.draft_id, digest(draft), PRIYA)
    back = approval.gate.release(loaded, second.draft_id)
    assert (back.state, back.approved_by) == (DraftState.EDITED, None)


def test_a_lead_cannot_replace_a_consent_that_was_taken_back(
    loaded: Connection, mailing: DraftingDesk, approval: Approval
) -> None:
    draft = introduction(loaded, mailing)
    set_values(loaded, "i1", {"other_consent": "declined"})
    asked = ask(loaded, approval, draft)
    assert isinstance(asked, Override)
    edited = approval.decide(loaded, asked.override_id, LEAD, confirmed=True)
    with pytest.raises(NotAllowed, match="agree to be introduced"):
        approval.approve(loaded, draft.draft_id, digest(edited), LEAD)


def ask(connection: Connection, approval: Approval, draft: Draft, body: str = NAMING) -> Override | Verdict:
    words = ("Hello", body)
    return approval.ask_lead(connection, draft.draft_id, words, digest(draft), "both agreed", PRIYA)


def test_a_lead_lets_exactly_those_words_name_another_partner(
    loaded: Connection, mailing: DraftingDesk, approval: Approval
) -> None:
    draft = proposed(loaded, mailing)
    asked = ask(loaded, approval, draft)
    assert isinstance(asked, Override)
    assert (asked.names, asked.asked_by, asked.reason) == ("Globex", PRIYA.email, "both agreed")
    for person in (PRIYA, TOM, replace(LEAD, role=Role.VIEWER)):
        with pytest.raises(NotAllowed):
            approval.decide(loaded, asked.override_id, person, confirmed=True)
    edited = approval.decide(loaded, asked.override_id, LEAD, confirmed=True)
    assert (edited.body, edited.state, digest(edited)) == (NAMING, DraftState.EDITED, asked.digest)
    logged = overrides.get_override(loaded, asked.override_id)
    assert logged is not None
    assert (logged.decided_by, logged.confirmed, logged.decided_at) == (LEAD.email, True, NOW)
    assert approval.approve(loaded, draft.draft_id, asked.digest, PRIYA).state is DraftState.APPROVED
    assert approval.gate.release(loaded, draft.draft_id).state is DraftState.APPROVED


def test_words_changed_after_a_leads_word_are_blocked_again(
    loaded: Connection, mailing: DraftingDesk, approval: Approval
) -> None:
    draft = proposed(loaded, mailing)
    asked = ask(loaded, approval, draft)
    assert isinstance(asked, Override)
    edited = approval.decide(loaded, asked.override_id, LEAD, confirmed=True)
    more = approval.edit(loaded, draft.draft_id, "Hello", NAMING + " Globex!", digest(edited), PRIYA)
    assert isinstance(more, Verdict)
    keep_copies(loaded, PRIYA.email, Copies(to_self=True))
    shown = approval.approve(loaded, draft.draft_id, digest(edited), PRIYA)
    with pytest.raises(NotAllowed, match="must not leave"):
        approval.approve(loaded, draft.draft_id, digest(shown), PRIYA)


@pytest.mark.parametrize(
    "body",
    ["Globex, sorry for the outage.", "Globex is a dementor.", "Globex <!channel>", "Hi Dana, all well."],
)
def test_nothing_but_a_name_can_be_let_stand(
    loaded: Connection, mailing: DraftingDesk, approval: Approval, body: str
) -> None:
    assert isinstance(ask(loaded, approval, proposed(loaded, mailing), body), Verdict)


def test_a_taboo_that_came_up_since_it_was_asked_stops_a_lead_too(
    loaded: Connection, mailing: DraftingDesk, approval: Approval
) -> None:
    asked = ask(loaded, approval, proposed(loaded, mailing), "Hi Dana, Globex liked the harbour trip.")
    assert isinstance(asked, Override)
    loaded.execute(
        insert(INCOMING["notes"]).values(
            note_id="N9", partner_id="P1", date=date(2026, 10, 30), visibility="internal",
            text="Never mention the harbour trip to them.",
        )
    )  # fmt: skip
    read_notes(loaded, ["N9"])
    with pytest.raises(NotAllowed, match="More than a name"):
        approval.decide(loaded, asked.override_id, LEAD, confirmed=True)


def test_a_question_about_a_draft_that_has_changed_is_void(
    loaded: Connection, mailing: DraftingDesk, approval: Approval
) -> None:
    draft = proposed(loaded, mailing)
    asked = ask(loaded, approval, draft)
    assert isinstance(asked, Override)
    approval.edit(loaded, draft.draft_id, "Hello", "Hi Dana", digest(draft), PRIYA)
    with pytest.raises(DraftChangedError):
        approval.decide(loaded, asked.override_id, LEAD, confirmed=True)


def test_a_reason_is_needed_and_a_lead_may_confirm_what_she_asked_herself(
    loaded: Connection, mailing: DraftingDesk, approval: Approval
) -> None:
    draft = proposed(loaded, mailing)
    with pytest.raises(NotAllowed, match="Say why"):
        approval.ask_lead(loaded, draft.draft_id, ("Hello", NAMING), digest(draft), " ", PRIYA)
    asked = approval.ask_lead(loaded, draft.draft_id, ("Hello", NAMING), digest(draft), "agreed", LEAD)
    assert isinstance(asked, Override)
    assert approval.decide(loaded, asked.override_id, LEAD, confirmed=False).state is DraftState.PROPOSED
    assert approval.decide(loaded, asked.override_id, LEAD, confirmed=True).state is DraftState.PROPOSED


def test_a_stranger_asks_nobody(loaded: Connection, mailing: DraftingDesk, approval: Approval) -> None:
    draft = proposed(loaded, mailing)
    stranger = Person("guest@elsewhere.example", "A Guest", role=Role.VIEWER)
    with pytest.raises(NotAllowed):
        approval.ask_lead(loaded, draft.draft_id, ("Hello", NAMING), digest(draft), "please", stranger)
