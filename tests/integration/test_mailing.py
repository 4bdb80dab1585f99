"""Letters to a real server over TLS: taken once, refused, put off, or nobody can tell."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from slack_sdk import WebClient
from sqlalchemy import Engine, insert

from assistant.drafting.decisions import DraftDecisions
from assistant.drafting.desk import DraftingDesk
from assistant.drafting.embedded import EmbeddedDraftWriter
from assistant.drafting.gate import Gate
from assistant.errors import NotAllowed
from assistant.mailing.account import Account, read_server
from assistant.mailing.postbox import Postbox, sent_as
from assistant.roster import Roster
from assistant.slack.draft_errands import DraftErrands
from assistant.slack.members import Members
from assistant.slack.posting import Postman
from knowledge import drafts
from knowledge.audit import Deed, entries
from knowledge.copies import Copies
from knowledge.outbox import OutboxState, claim, get_message
from knowledge.people import Person
from knowledge.rows import partner_rows
from knowledge.tables import INCOMING
from tests.e2e.plain_desk import PlainDesk
from tests.mail_server import PASSWORD, MailServer, mail_server
from tests.unit.mailing.test_letters import DRAFT
from tools.drafts import Draft, DraftError, DraftState, digest

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
CAUSE = "draft:d1:1:abc"


@pytest.fixture(scope="module")
def running() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def server(running: MailServer) -> MailServer:
    fresh = MailServer()
    for name in ("taken", "asked", "answers", "refused", "addressed", "before", "after", "drop", "hang"):
        setattr(running, name, getattr(fresh, name))
    return running


@pytest.fixture
def postbox(engine: Engine, server: MailServer) -> Postbox:
    account = Account(read_server(server.url(), 5), "partners@vendor.example")
    return Postbox(engine, account, lambda: NOON, pauses=(1.0, 2.0), tls=server.trust)


@pytest.fixture
def sending(engine: Engine, postbox: Postbox) -> Draft:
    with engine.begin() as connection:
        connection.execute(
            insert(INCOMING["partners"]).values(
                partner_id="a", name="Acme", manager_email="priya@vendor.example"
            )
        )
        drafts.propose(connection, replace(DRAFT, play="short_update"))
        kept = drafts.get_draft(connection, DRAFT.draft_id)
        approved = drafts.approve(connection, kept, kept.sender, digest(kept), NOON)
        draft = drafts.start_sending(connection, approved, NOON)
    postbox.put(CAUSE, draft)
    return draft


def now_stands(postbox: Postbox) -> Draft:
    with postbox.engine.connect() as connection:
        return drafts.get_draft(connection, DRAFT.draft_id)


def row_state(postbox: Postbox) -> OutboxState:
    with postbox.engine.connect() as connection:
        message = get_message(connection, CAUSE)
    assert message is not None
    return message.state


def test_a_letter_arrives_as_approved_and_is_on_record(
    postbox: Postbox, sending: Draft, server: MailServer
) -> None:
    assert postbox.attempt(CAUSE, sending, 0) == 0
    (mailed,) = server.taken
    assert mailed.sender == "partners@vendor.example"
    assert mailed.recipients == ["dana@acme.example", "crm@vendor.example", "priya@vendor.example"]
    assert mailed.text == DRAFT.body
    assert mailed.message["Message-ID"] == sent_as(sending, CAUSE) == now_stands(postbox).outcome
    with postbox.engine.connect() as connection:
        (activity,) = partner_rows(connection, ["a"], NOON.date())["activities"].to_dict("records")
    assert (activity["kind"], activity["direction"], activity["by"]) == (
        "email",
        "out",
        "priya@vendor.example",
    )


def test_what_was_sent_is_not_sent_again(postbox: Postbox, sending: Draft, server: MailServer) -> None:
    for number in range(3):
        assert postbox.attempt(CAUSE, sending, number) == 0
    assert len(server.taken) == 1


def test_a_connection_lost_after_the_letter_is_unknown_and_stays_so(
    postbox: Postbox, sending: Draft, server: MailServer
) -> None:
    server.drop = "reply"
    assert postbox.attempt(CAUSE, sending, 0) == 0
    server.drop = ""
    assert postbox.attempt(CAUSE, sending, 1) == 0
    assert len(server.taken) == 1
    assert (now_stands(postbox).state, row_state(postbox)) == (DraftState.UNKNOWN, OutboxState.UNKNOWN)


def test_an_answer_to_the_letter_that_makes_no_sense_is_unknown(
    postbox: Postbox, sending: Draft, server: MailServer
) -> None:
    server.answers = ["354 go on"]
    assert postbox.attempt(CAUSE, sending, 0) == 0
    assert now_stands(postbox).state is DraftState.UNKNOWN


def test_a_server_that_hangs_after_the_letter_is_unknown(
    engine: Engine, sending: Draft, server: MailServer
) -> None:
    account = Account(read_server(server.url(), 0.2), "partners@vendor.example")
    hasty = Postbox(engine, account, lambda: NOON, tls=server.trust)
    server.hang = 0.5
    assert hasty.attempt(CAUSE, sending, 0) == 0
    assert now_stands(hasty).state is DraftState.UNKNOWN


def test_a_process_that_died_while_it_handed_the_letter_over_leaves_a_question(
    postbox: Postbox, sending: Draft, server: MailServer
) -> None:
    with postbox.engine.begin() as connection:
        claim(connection, CAUSE)
    assert postbox.attempt(CAUSE, sending, 0) == 0
    assert server.taken == []
    assert now_stands(postbox).state is DraftState.UNKNOWN


def test_a_temporary_refusal_is_tried_again_a_few_times_and_then_left_to_a_person(
    postbox: Postbox, sending: Draft, server: MailServer
) -> None:
    server.answers = ["451 greylisted", "452 full", "451 still\x1b[31m greylisted"]
    assert [postbox.attempt(CAUSE, sending, number) for number in range(3)] == [1.0, 2.0, 0.0]
    failed = now_stands(postbox)
    assert failed.state is DraftState.FAILED
    assert failed.outcome == "the mail server said 451 still [31m greylisted"
    assert server.taken == []


def test_a_temporary_refusal_that_passes_is_sent_once_under_the_same_id(
    postbox: Postbox, sending: Draft, server: MailServer
) -> None:
    server.answers = ["451 greylisted"]
    assert postbox.attempt(CAUSE, sending, 0) == 1.0
    assert postbox.attempt(CAUSE, sending, 1) == 0.0
    assert [one.message["Message-ID"] for one in server.taken] == [sent_as(sending, CAUSE)]


@pytest.mark.parametrize("where", ["letter", "recipient"])
def test_a_refusal_for_good_is_told_in_the_servers_words(
    postbox: Postbox, sending: Draft, server: MailServer, where: str
) -> None:
    if where == "letter":
        server.answers = ["554 no thanks"]
    else:
        server.refused = {"dana@acme.example": "550 no such user"}
    assert postbox.attempt(CAUSE, sending, 0) == 0
    expected = {"letter": "554 no thanks", "recipient": "550 no such user"}[where]
    assert now_stands(postbox).state is DraftState.FAILED
    assert now_stands(postbox).outcome == f"the mail server said {expected}"
    assert server.taken == []


def test_copies_that_are_refused_are_named_and_the_letter_goes(
    postbox: Postbox, sending: Draft, server: MailServer
) -> None:
    server.refused = {"crm@vendor.example": "550 unknown"}
    postbox.attempt(CAUSE, sending, 0)
    assert server.taken[0].recipients == ["dana@acme.example", "priya@vendor.example"]
    assert str(now_stands(postbox).outcome).endswith(" · no copy to crm@vendor.example (unknown)")


def test_a_certificate_that_nobody_vouches_for_is_refused_and_no_password_is_sent(
    engine: Engine, sending: Draft, server: MailServer
) -> None:
    account = Account(read_server(server.url(), 5), "partners@vendor.example")
    careful = Postbox(engine, account, lambda: NOON)
    assert careful.attempt(CAUSE, sending, 0) == 0
    assert "cannot be trusted" in str(now_stands(careful).outcome)
    assert server.asked == []


def test_a_wrong_password_is_told_without_it(
    engine: Engine, sending: Draft, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = replace(read_server(server.url(), 5), password="wr0ng")
    postbox = Postbox(engine, Account(wrong, "partners@vendor.example"), lambda: NOON, tls=server.trust)
    assert postbox.attempt(CAUSE, sending, 0) == 0
    assert str(now_stands(postbox).outcome).startswith("the mail server said 535")
    assert "wr0ng" not in caplog.text + str(now_stands(postbox).outcome) + repr(postbox)


def test_a_server_that_is_not_there_is_tried_later(
    engine: Engine, sending: Draft, server: MailServer
) -> None:
    nobody = replace(read_server(server.url(), 1), port=1)
    postbox = Postbox(engine, Account(nobody, "partners@vendor.example"), lambda: NOON, pauses=(7.0,))
    assert postbox.attempt(CAUSE, sending, 0) == 7.0
    assert postbox.attempt(CAUSE, sending, 1) == 0.0
    assert now_stands(postbox).outcome == "localhost cannot be reached (ConnectionRefusedError)"


def test_tls_from_the_first_byte_works_too(engine: Engine, sending: Draft) -> None:
    with mail_server(at_once=True) as server:
        account = Account(read_server(server.url("smtps"), 5), "partners@vendor.example")
        postbox = Postbox(engine, account, lambda: NOON, tls=server.trust)
        assert postbox.attempt(CAUSE, sending, 0) == 0
        assert [one.text for one in server.taken] == [DRAFT.body]
    assert PASSWORD not in repr(account)


def test_in_a_terminal_an_approved_mail_leaves_in_one_try(
    engine: Engine, postbox: Postbox, server: MailServer
) -> None:
    with engine.begin() as connection:
        drafts.propose(connection, replace(DRAFT, draft_id="d2"))
        kept = drafts.get_draft(connection, "d2")
        approved = drafts.approve(connection, kept, kept.sender, digest(kept), NOON)
    server.answers = ["451 busy"]
    failed = postbox.send_now(approved)
    assert (failed.state, failed.outcome) == (DraftState.FAILED, "the mail server said 451 busy")
    with engine.begin() as connection:
        again = drafts.approve(connection, failed, kept.sender, digest(failed), NOON)
    assert postbox.send_now(again).state is DraftState.SENT
    with pytest.raises(DraftError):
        postbox.send_now(again)
    assert len(server.taken) == 1


@pytest.mark.parametrize(("begun", "state"), [(False, DraftState.FAILED), (True, DraftState.UNKNOWN)])
def test_an_account_that_is_gone_strands_no_mail(
    engine: Engine, sending: Draft, begun: bool, state: DraftState
) -> None:
    if begun:
        with engine.begin() as connection:
            claim(connection, CAUSE)
    desk = PlainDesk(engine, clock=lambda: NOON)
    client = WebClient("xoxb-none")
    errands = DraftErrands(desk, Postman(client, engine, desk.now), Members(client, engine, "T1"))
    assert [one[0] for one in errands.approved()] == [sending.draft_id]
    assert errands.send(sending.draft_id, CAUSE, 0) == 0
    assert desk.draft(sending.draft_id).state is state


def test_copies_are_addresses_or_me(engine: Engine) -> None:
    desk = DraftingDesk(EmbeddedDraftWriter(), lambda: NOON)
    decisions = DraftDecisions(engine, Roster(engine, False, lambda: NOON), Gate(desk, lambda: NOON))
    priya = Person("priya@vendor.example", "Priya")
    assert decisions.copies(priya) == Copies()
    decisions.copy_to(priya, ["me", "crm@vendor.example"])
    assert decisions.copies(priya).addresses(priya.email) == (priya.email, "crm@vendor.example")
    with pytest.raises(NotAllowed, match=r"'a@b\.example,c@d\.example' is not"):
        decisions.copy_to(priya, ["a@b.example,c@d.example"])
    with pytest.raises(NotAllowed, match="5 addresses at most, not to 6"):
        decisions.copy_to(priya, [f"crm{number}@vendor.example" for number in range(6)])
    assert decisions.copy_to(priya, []) == Copies()
    with decisions.engine.connect() as connection:
        logged = entries(connection, actor_email=priya.email, deeds=[Deed.CHANGED])
    assert [one.details for one in logged] == [{"kind": "copies"}] * len(logged) != []
