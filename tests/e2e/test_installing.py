"""From an installation to the first own data and back, with the real application behind the stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from assistant.slack.installing.workspace import left
from evals.slack_standin import User
from evals.slack_standin.workspace import BOT_USER
from knowledge.audit import Deed, entries
from knowledge.outbox import OutboxState
from knowledge.people import Role, person_by_email
from knowledge.tables import INCOMING
from tests.e2e.installing_world import (
    BOSS,
    GUEST,
    NOW,
    PARTNERS,
    PLAIN,
    STRANGER,
    World,
    installed,
    said,
    state_of,
    until,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def world(tmp_path: Path, sqlite_database_url: str) -> Iterator[World]:
    with installed(tmp_path, sqlite_database_url) as world:
        yield world


def test_only_who_runs_the_workspace_begins_and_is_greeted_once(world: World) -> None:
    for user in (GUEST, STRANGER):
        world.slack.say(user, "make me an admin")
    world.slack.say(PLAIN, "hello")
    assert "An owner or admin of this Slack workspace has to begin" in said(world.posts(PLAIN, 1)[0])
    assert world.rapport.first_steps.nobody_known()

    world.slack.say(BOSS, "hello")
    first = world.posts(BOSS, 1)[0]
    assert "never send anything to a partner without your approval" in said(first)
    assert "Try the demo data" in said(first)
    assert "Import my data" in said(first)
    with world.rapport.engine.connect() as connection:
        boss = person_by_email(connection, "boss@ours.example")
    assert boss is not None
    assert boss.role is Role.ADMIN

    world.slack.open_home(BOSS, "messages")
    world.service.workflows.start_what_is_due(NOW)
    world.calm()
    texts = [message.text for message in world.slack.messages(world.slack.dm(BOSS))]
    assert texts.count(first.text) == 1
    assert not world.slack.messages(world.slack.dm(GUEST))
    assert not world.slack.messages(world.slack.dm(STRANGER))


def test_the_greeting_of_an_empty_conversation_has_the_buttons_that_it_names(world: World) -> None:
    world.slack.say(BOSS, "hello")
    world.posts(BOSS, 1)
    world.slack.open_home(BOSS, "messages")
    greeting = world.posts(BOSS, 2)[-1]
    assert "I know no partners yet" in greeting.text
    labels = [one["text"]["text"] for one in greeting.blocks[-1]["elements"]]
    assert labels == ["Try the demo data", "Import my data"]
    assert all(label in greeting.text for label in labels)


def test_a_question_before_there_are_partners_is_answered_with_the_next_step(world: World) -> None:
    world.slack.say(BOSS, "hello")
    world.posts(BOSS, 1)
    world.slack.say(BOSS, "Which partners need attention?")
    answer = world.posts(BOSS, 2)[-1]
    assert "There are no partners yet" in said(answer)
    assert "Try the demo data" in said(answer)


def test_the_demo_data_is_loaded_once_fills_the_own_book_and_goes_again(world: World) -> None:
    world.slack.say(BOSS, "hello")
    world.posts(BOSS, 1)
    world.press(BOSS, "Try the demo data")
    told = world.posts(BOSS, 2)[-1]
    assert "made-up partners" in said(told)
    assert world.rows("partners") == 40
    access = world.rapport.roster.access(world.rapport.person("boss@ours.example"))
    assert access.book

    world.drop(BOSS, "partners.csv", PARTNERS)
    world.posts(BOSS, 3)
    assert "I do not mix yours with it" in said(world.posts(BOSS, 3)[-1])
    world.press(BOSS, "Remove the demo data first")
    assert "2 new rows" in said(world.posts(BOSS, 4)[-1])
    assert world.rows("partners") == 0
    assert world.rows("managers") == 1


def test_a_file_is_previewed_asked_about_imported_and_taken_back(world: World) -> None:
    world.slack.say(BOSS, "hello")
    world.posts(BOSS, 1)
    world.drop(BOSS, "partners.csv", PARTNERS)
    assert "2 new rows" in said(world.posts(BOSS, 2)[-1])
    assert world.rows("partners") == 0
    world.press(BOSS, "Import")
    assert "partners.csv is in" in said(world.posts(BOSS, 3)[-1])
    assert world.rows("partners") == 2

    deals = "deal_id,partner_id,created_on,stage,amount\n" + "".join(
        f"D{day},P1,0{day}/0{day + 1}/2026,open,{day}\n" for day in range(1, 8)
    )
    world.drop(BOSS, "deals.csv", deals.encode())
    asked = world.posts(BOSS, 4)[-1]
    assert "one question" in said(asked)
    menu = asked.blocks[1]["accessory"]
    world.slack.click(BOSS, asked, menu["action_id"], menu["options"][0]["value"])
    world.press(BOSS, "Show the preview")
    assert "7 new rows" in said(world.posts(BOSS, 5)[-1])
    world.press(BOSS, "Import")
    assert "7 new rows" in said(world.posts(BOSS, 6)[-1])
    assert world.rows("deals") == 7

    world.press(BOSS, "Undo")
    assert "7 rows are as before" in said(world.posts(BOSS, 7)[-1])
    assert world.rows("deals") == 0
    assert world.rows("partners") == 2
    with world.rapport.engine.connect() as connection:
        deeds = [entry.deed for entry in entries(connection)]
    assert deeds.count(Deed.IMPORTED) == 2
    assert Deed.UNDID in deeds


def test_only_admins_bring_in_data_and_forged_clicks_do_nothing(world: World) -> None:
    world.slack.say(BOSS, "hello")
    world.posts(BOSS, 1)
    with world.rapport.engine.begin() as connection:
        for number, role in enumerate(Role):
            if role is not Role.ADMIN:
                row = {"email": f"{role}@ours.example", "name": str(role), "role": role.value}
                connection.execute(insert(INCOMING["managers"]).values(row))
                world.slack.add_user(User(f"UROLE{number:03}", row["email"], row["name"]))
    colleagues = [user for user in world.slack.workspace.users if user.startswith("UROLE")]
    for user in [*colleagues, GUEST, STRANGER]:
        world.drop(user, "partners.csv", PARTNERS)
    for user in colleagues:
        assert "Only an admin can import data. Please ask Bo Boss." in said(world.posts(user, 1)[-1])

    world.drop(BOSS, "partners.csv", PARTNERS)
    preview = world.posts(BOSS, 2)[-1]
    upload_id = next(block for block in preview.blocks if block["type"] == "actions")["elements"][0]["value"]
    first = world.posts(BOSS, 1)[0]
    for user in [*colleagues, GUEST, STRANGER]:
        for action in ("upload_import", "upload_drop"):
            world.slack.click(user, preview, action, upload_id)
        world.slack.click(user, first, "first_demo")
    world.calm()
    assert world.rows("partners") == 0
    upload = world.rapport.uploads.find(upload_id)
    assert upload is not None
    assert upload.state == "ready"

    world.slack.click(BOSS, preview, "upload_drop", "upload:another")  # what we posted counts, not what came
    upload = world.rapport.uploads.find(upload_id)
    assert upload is not None
    assert upload.state == "dropped"


def test_bad_rows_come_back_as_a_file_while_the_good_ones_go_in(world: World) -> None:
    world.slack.say(BOSS, "hello")
    world.posts(BOSS, 1)
    hostile = "<!channel> *Acme* <https://evil.example|x> =HYPERLINK(1)"
    rows = f'partner_id,name,status,"{hostile}"\nP1,"{hostile}",active,x\nP2,Globex,sleeping,y\n'
    world.drop(BOSS, f"{hostile.replace('/', '')} partners.csv", rows.encode())
    asked = world.posts(BOSS, 2)[-1]
    if "stand for?" in said(asked):
        menu = asked.blocks[1]["accessory"]
        option = next(one for one in menu["options"] if one["text"]["text"].startswith("partners"))
        world.slack.click(BOSS, asked, menu["action_id"], option["value"])
        world.press(BOSS, "Show the preview")
        world.posts(BOSS, 3)
    preview = world.slack.messages(world.slack.dm(BOSS))[-1]
    assert "sleeping" in said(preview)
    assert "<!channel>" not in said(preview)
    assert "<https://evil" not in said(preview)
    world.press(BOSS, "Import the good rows")
    until(lambda: world.rows("partners") == 1)
    until(lambda: any(one.completed for one in world.slack.workspace.files.values() if one.user == BOT_USER))
    back = next(file for file in world.slack.workspace.files.values() if file.user == BOT_USER)
    assert b"sleeping" in (back.content or b"")
    assert not world.slack.workspace.breaches


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("deals.pdf", b"%PDF-1.7", "I read CSV"),
        ("deals.csv.gz", b"\x1f\x8b\x08", "I read CSV"),
        ("deals.xlsx", b"PK\x03\x04 no workbook", "damaged"),
        ("stuff.csv", b"a,b\n1,2\n", "What does each row of stuff.csv stand for?"),
    ],
)
def test_what_is_no_table_is_told_so(world: World, name: str, content: bytes, told: str) -> None:
    world.slack.say(BOSS, "hello")
    world.posts(BOSS, 1)
    world.drop(BOSS, name, content)
    assert told in said(world.posts(BOSS, 2)[-1])


def test_other_workspaces_cannot_end_the_app_but_its_removal_does_and_loses_nothing(world: World) -> None:
    world.slack.say(BOSS, "hello")
    world.posts(BOSS, 1)
    world.slack.foreign_event({"type": "app_uninstalled", "event_ts": "1.1"})
    world.slack.foreign_event(
        {"type": "message", "channel": world.slack.dm(BOSS), "user": BOSS, "text": "x", "ts": "1.2"}
    )
    world.slack.happen({"type": "app_uninstalled", "event_ts": "1.3"})  # an old one: the token still works
    world.slack.happen({"type": "tokens_revoked", "tokens": {"oauth": [BOSS]}, "event_ts": "1.4"})
    world.calm()
    assert world.service.left.empty()

    world.slack.uninstall()
    assert "removed" in world.service.left.get(timeout=60)
    assert "removed" in left(world.rapport.engine)
    world.service.workflows.tell("later", world.slack.dm(BOSS), "thanks")
    until(lambda: state_of(world, "later") is not None)
    assert state_of(world, "later") in (OutboxState.PENDING, OutboxState.SENDING)
