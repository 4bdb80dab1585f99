"""The door, covers, books, roles, channels, imports and the log, all the way round."""

from __future__ import annotations

import html
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.log_words import told_log
from assistant.slack import notices
from assistant.slack.admin.log_view import OLDER, SWITCH
from assistant.slack.admin.views import DROP_CHANNEL, END_COVER, Room
from assistant.slack.blocks import button
from evals.sample_workspace import ELODIE, MARCOS, NINA, PRIYA, TOM, VERA
from evals.slack_standin import Channel, Fault, User, View
from knowledge import audit
from knowledge.audit import Deed
from knowledge.people import Role, person_by_email
from knowledge.team_channels import all_channels
from tests.e2e.conftest import ROOT
from tests.e2e.forms_world import GUSTAV, NEBELHORN, NOW, STRANGER, World, forms_world, shown

pytestmark = pytest.mark.slow

PRIYAS, TOMS = "priya.nair@vendor.example", "tom.ashworth@vendor.example"


@pytest.fixture(scope="module")
def open_world(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("admin home")
    shutil.copy(sample_template, home / "rapport.db")
    with forms_world(home) as world:
        yield world


@pytest.fixture
def world(open_world: World) -> Iterator[World]:
    yield open_world
    open_world.close_all()
    assert open_world.slack.workspace.breaches == open_world.slack.workspace.markup == []


def room(world: World, user: str, which: Room) -> View:
    """The room that a button opens."""
    world.slack.click(user, world.card(user, button("Open", which, which)), which)
    return world.slack.open_views(user)[-1]


def pick(world: World, view: View, user: str, **fields: str) -> None:
    """Search for what is picked, as Slack's client does before it lets anybody pick it."""
    for field, typed in fields.items():
        world.slack.options(user, view, field, typed)


def ask_to_be_let_in(world: World, user: str) -> None:
    world.slack.click(user, world.card(user, button("Ask", notices.ASK_ADMIN, "x")), notices.ASK_ADMIN)


def test_whoever_asks_while_slack_does_not_say_who_they_are_is_told(world: World) -> None:
    world.slack.add_user(User("UUNSURE01", "unsure@vendor.example", "Una"))
    card = world.card("UUNSURE01", button("Ask", notices.ASK_ADMIN, "x"))
    world.slack.fail(Fault("users.info", error="ratelimited"))
    world.slack.click("UUNSURE01", card, notices.ASK_ADMIN)
    world.told("UUNSURE01", notices.LOOKUP_FAILED)


def test_a_colleague_asks_an_admin_decides_and_both_are_told(
    world: World, snapshot: SnapshotAssertion
) -> None:
    world.slack.add_user(User("UNEWBIE01", "newbie@vendor.example", "New *Bie* <!channel>"))
    ask_to_be_let_in(world, "UNEWBIE01")
    assert "I have asked Marcos Vidal" in shown(world.told("UNEWBIE01", "I have asked"))
    asked = world.told(MARCOS, "wants to use me")
    assert asked.blocks == snapshot
    world.slack.click(MARCOS, asked, "admit_viewer")
    assert "let you in" in shown(world.told("UNEWBIE01", "Welcome"))
    with world.rapport.engine.connect() as connection:
        person = person_by_email(connection, "newbie@vendor.example")
    assert person is not None
    assert person.role is Role.VIEWER
    assert "Marcos Vidal: let in as viewer" in shown(world.told(MARCOS, "let in as viewer"))


@pytest.mark.parametrize("user", [GUSTAV, STRANGER])
def test_guests_and_strangers_cannot_even_ask(world: World, user: str) -> None:
    before = len(world.slack.messages(world.slack.dm(MARCOS)))
    ask_to_be_let_in(world, user)
    assert len(world.slack.messages(world.slack.dm(MARCOS))) == before


def test_nobody_but_an_admin_decides_even_with_a_forged_click(world: World) -> None:
    ask_to_be_let_in(world, NINA)
    asked = world.told(MARCOS, "Nina")
    world.slack.click(TOM, asked, "admit_manager")
    with world.rapport.engine.connect() as connection:
        assert person_by_email(connection, "nina@vendor.example") is None
    world.slack.click(MARCOS, asked, "admit_manager", "UNEWBIE01")  # the value is ours, not the click's
    world.told(NINA, "Welcome")


@pytest.mark.parametrize(
    ("user", "which"),
    [
        (PRIYA, Room.ASSIGN),
        (PRIYA, Room.ROLE),
        (TOM, Room.ROLE),
        (TOM, Room.LOG),
        (TOM, Room.CHANNELS),
        (TOM, Room.IMPORTS),
        (VERA, Room.COVER),
    ],
)
def test_a_room_stays_closed_for_those_it_is_not_for(world: World, user: str, which: Room) -> None:
    view = room(world, user, which)
    assert "This is for leads and admins" in json.dumps(view.body)
    assert "submit" not in view.body


def test_a_manager_agrees_on_a_cover_and_ends_it(world: World, snapshot: SnapshotAssertion) -> None:
    view = room(world, PRIYA, Room.COVER)
    assert view.body["blocks"] == snapshot
    pick(world, view, PRIYA, covering="Tom")
    days = {"starts_on": "2026-10-05", "ends_on": "2026-10-09"}
    assert world.slack.submit(view, {"covering": TOMS, **days}) == {}
    assert "5 Oct" in shown(world.told(TOM, "You look after the partners of Priya Nair"))
    again = room(world, PRIYA, Room.COVER)
    assert "Tom Ashworth" in json.dumps(again.body) or TOMS in json.dumps(again.body)
    assert f"{END_COVER}_0" not in json.dumps(room(world, ELODIE, Room.COVER).body), "it is not hers to end"
    world.slack.click(ELODIE, again, f"{END_COVER}_0")
    assert "Only the two of them" in json.dumps(again.body), "who may not end it is told so"
    assert world.rapport.colleagues.covers_of(world.rapport.person(PRIYAS)) != []
    world.slack.click(TOM, room(world, TOM, Room.COVER), f"{END_COVER}_0")
    assert world.rapport.colleagues.covers_of(world.rapport.person(PRIYAS)) == []
    assert "no longer looks after your partners" in shown(world.told(PRIYA, "no longer looks after"))
    assert "You no longer look after" not in json.dumps(
        [one.text for one in world.slack.messages(world.slack.dm(TOM))]
    )


def test_a_cover_that_makes_no_sense_is_refused_under_its_field(world: World) -> None:
    view = room(world, PRIYA, Room.COVER)
    pick(world, view, PRIYA, covering="Tom")
    wrong = {"covering": TOMS, "starts_on": "2026-10-09", "ends_on": "2026-10-06"}
    answer = world.slack.submit(view, wrong)
    assert "is before the first" in answer["errors"]["ends_on"]


def test_a_lead_gives_a_partner_away_and_the_new_owner_is_told(world: World) -> None:
    view = room(world, TOM, Room.ASSIGN)
    pick(world, view, TOM, partner="Nebelhorn", to="Élodie")
    given = {"partner": NEBELHORN, "to": "elodie.garnier@vendor.example"}
    assert world.slack.submit(view, given) == {}
    world.told(ELODIE, "A partner is in your book now; Tom Ashworth gave you them.")
    elodie = world.rapport.person("elodie.garnier@vendor.example")
    assert NEBELHORN in world.rapport.roster.access(elodie).book
    world.rapport.colleagues.assign(world.rapport.person(TOMS), [NEBELHORN], world.rapport.person(PRIYAS))


GIVE: Final = """
import os, signal, sys
from pathlib import Path
from assistant.app import open_rapport
from assistant.settings import Settings

with open_rapport(Settings(home=Path(sys.argv[1]))) as rapport:
    by, to = rapport.person(sys.argv[2]), rapport.person(sys.argv[3])
    assert rapport.colleagues.assign(by, sys.argv[4:], to)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_a_new_owner_is_told_once_though_the_process_is_killed_right_after_giving(world: World) -> None:
    home = str(world.service.settings.home)
    rest = sorted(world.rapport.roster.access(world.rapport.person(PRIYAS)).book)[:2]
    killed = subprocess.run(
        [sys.executable, "-c", GIVE, home, TOMS, "marcos.vidal@vendor.example", *rest], cwd=ROOT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    for minutes in (5, 10):
        world.service.workflows.start_what_is_due(datetime.now(UTC) + timedelta(minutes=minutes))
        world.told(MARCOS, "2 partners are in your book now; Tom Ashworth gave you them.")
    posts = world.slack.messages(world.slack.dm(MARCOS))
    assert len([one for one in posts if "2 partners are in your book now" in shown(one)]) == 1
    world.rapport.colleagues.assign(world.rapport.person(TOMS), rest, world.rapport.person(PRIYAS))


def test_a_forged_submission_by_a_manager_gives_nothing_away(world: World) -> None:
    view = room(world, TOM, Room.ASSIGN)
    pick(world, view, TOM, partner="Nebelhorn", to="Élodie")
    given = {"partner": NEBELHORN, "to": "elodie.garnier@vendor.example"}
    answer = world.slack.submit(view, given, user=PRIYA)
    assert "Only a lead or an admin" in json.dumps(answer)
    assert NEBELHORN in world.rapport.roster.access(world.rapport.person(PRIYAS)).book


def test_an_admin_gives_a_role(world: World) -> None:
    view = room(world, MARCOS, Room.ROLE)
    pick(world, view, MARCOS, who="Vera")
    assert world.slack.submit(view, {"who": "vera@vendor.example", "role": "manager"}) == {}
    vera = world.rapport.person("vera@vendor.example")
    assert vera.role is Role.MANAGER
    world.rapport.colleagues.give_role(world.rapport.person("marcos.vidal@vendor.example"), vera, Role.VIEWER)


def test_an_admin_registers_a_channel_and_removes_it(world: World, snapshot: SnapshotAssertion) -> None:
    team = Channel("CTEAMTEAM", name="team-dach", members={PRIYA, TOM, "U0RAPPORT"})
    world.slack.add_channel(team)
    view = room(world, MARCOS, Room.CHANNELS)
    assert view.body["blocks"] == snapshot
    assert world.slack.submit(view, {"channel": "CTEAMTEAM"}) == {}
    with world.rapport.engine.connect() as connection:
        assert [one.name for one in all_channels(connection)] == ["team-dach"]
    world.slack.click(MARCOS, room(world, MARCOS, Room.CHANNELS), f"{DROP_CHANNEL}_0")
    with world.rapport.engine.connect() as connection:
        assert all_channels(connection) == []


def test_a_channel_with_a_guest_is_not_registered(world: World) -> None:
    world.slack.add_channel(Channel("CGUESTS01", name="mixed", members={PRIYA, GUSTAV, "U0RAPPORT"}))
    answer = world.slack.submit(room(world, MARCOS, Room.CHANNELS), {"channel": "CGUESTS01"})
    assert "Guests are in this channel" in answer["errors"]["channel"]


def test_a_channel_that_slack_does_not_name_is_not_registered_and_the_reason_is_told(world: World) -> None:
    world.slack.add_channel(Channel("CNAMELESS", name="nameless", members={PRIYA, TOM, "U0RAPPORT"}))
    view = room(world, MARCOS, Room.CHANNELS)
    for skip in range(4):  # whichever of the calls it is
        world.slack.fail(Fault("conversations.info", skip=skip, error="internal_error"))
        answer = world.slack.submit(view, {"channel": "CNAMELESS"})
        if not answer:
            break
        assert "try again in a minute" in answer["errors"]["channel"]


@pytest.mark.parametrize(
    ("user", "opens"),
    [
        (PRIYA, [Room.COVER]),
        (TOM, [Room.COVER, Room.ASSIGN]),
        (MARCOS, list(Room)),
        (VERA, []),
    ],
)
def test_a_command_shows_the_rooms_that_are_open_to_somebody(
    world: World, user: str, opens: list[Room]
) -> None:
    blocks = world.slack.command(user, "admin").json()["blocks"]
    assert [one["value"] for block in blocks for one in block.get("elements", ())] == opens


def test_a_manager_opens_a_cover_from_the_home(world: World) -> None:
    world.slack.open_home(PRIYA)
    world.slack.wait_for(lambda: world.slack.workspace.homes.get(PRIYA))
    world.slack.click(PRIYA, world.slack.home(PRIYA), Room.COVER)
    assert "Who covers for you" in json.dumps(world.slack.open_views(PRIYA)[-1].body)


def test_an_admin_reads_how_imports_went_and_who_did_what(world: World) -> None:
    for owner in ("elodie.garnier@vendor.example", PRIYAS):
        person = world.rapport.person(owner)
        world.rapport.colleagues.assign(world.rapport.person(TOMS), [NEBELHORN], person)
    assert room(world, MARCOS, Room.IMPORTS).body["blocks"]
    log = room(world, MARCOS, Room.LOG)
    assert "Tom Ashworth gave Nebelhorn Systemhaus to " in json.dumps(log.body, ensure_ascii=False)
    entries = world.rapport.colleagues.log_of(
        world.rapport.person("marcos.vidal@vendor.example"), deeds=[Deed.ASSIGNED]
    )
    assert entries
    with world.rapport.engine.begin() as connection:
        for number in range(60):
            audit.log(connection, audit.Entry(f"bulk:{number:02}", NOW, TOMS, Deed.SHARED, f"Q{number}"))
    seen = 0
    for _ in range(3):
        log = room(world, MARCOS, Room.LOG) if not seen else log
        seen += json.dumps(log.body).count("shared the answer to a question that is not kept")
        if OLDER in json.dumps(log.body):
            world.slack.click(MARCOS, log, OLDER)
            log = world.slack.open_views(MARCOS)[-1]
    assert seen == 60


def test_slack_and_the_terminal_tell_the_same_of_every_deed(world: World) -> None:
    admin = world.rapport.person("marcos.vidal@vendor.example")
    with world.rapport.engine.begin() as connection:
        for number, deed in enumerate(Deed):
            at, details = NOW + timedelta(days=1, seconds=number), {"partner_id": NEBELHORN, "to": PRIYAS}
            audit.log(connection, audit.Entry(f"each:{deed}", at, TOMS, deed, PRIYAS, details))
    log = room(world, MARCOS, Room.LOG)
    world.slack.click(MARCOS, log, SWITCH)
    lines = shown_lines(world.slack.open_views(MARCOS)[-1])
    entries = world.rapport.colleagues.log_of(admin)[: len(lines)]
    with world.rapport.engine.connect() as connection:
        told = told_log(connection, entries, world.rapport.roster.access(admin))
    assert [one.partition(" · ")[2] for one in lines] == [
        f"{one.who} {one.did} {one.what}".rstrip() for one in told
    ]
    assert {Deed.ASKED, Deed.ASSIGNED, Deed.SENT} <= {one.deed for one in entries}
    assert "@" not in "".join(lines)


def shown_lines(view: View) -> list[str]:
    return [html.unescape(one["text"]["text"]) for one in view.body["blocks"] if one["type"] == "section"]
