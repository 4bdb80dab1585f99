"""The rooms of leads and admins: as Slack takes them, whatever people and channels are called."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.log_words import LogLine
from assistant.slack.admin import views
from assistant.slack.admin.door import request_message
from assistant.slack.admin.log_view import LINES, OLDER, SWITCH, Page, log_view, page_of
from assistant.slack.admin.views import Agreed
from assistant.slack.forms.kept import Kept
from assistant.slack.outgoing import Block, sealed
from evals.slack_standin.blocks import texts
from evals.slack_standin.rules import breaches, check_view, markup
from knowledge.admission import AccessRequest
from knowledge.audit import Deed
from knowledge.covers import Cover
from knowledge.people import Person, Role
from knowledge.team_channels import TeamChannel

NOW: Final = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY: Final = NOW.date()
BERLIN: Final = ZoneInfo("Europe/Berlin")
NASTY: Final = "<!channel> & *Sam* \u202e<https://evil.test|x>" + "ش" * 300
ADA: Final = Person("ada@vendor.example", "Ada", Role.LEAD)
NAMES: Final = {
    "ada@vendor.example": "Ada",
    "bob@vendor.example": NASTY,
    "P1": "Globex <!here>",
    "C1": "#team-dach",
}


def cover(number: int) -> Cover:
    until = date(2026, 12, 1) + timedelta(days=number)
    return Cover(f"c{number}", "ada@vendor.example", "bob@vendor.example", TODAY, until, "x", NOW)


def channel(number: int) -> TeamChannel:
    return TeamChannel(f"C{number:08}", NASTY[:80], "x", NOW, digest=bool(number % 2))


def line(number: int, did: str, what: str) -> LogLine:
    who = NASTY if number else "somebody at the terminal"
    return LogLine(f"e{number}", NOW - timedelta(minutes=number), who, did, what)


DONE: Final = [
    line(0, "imported", "12 rows"),
    line(1, "gave", f"Globex <!here> to {NASTY}"),
    line(2, "asked", "“who <@U1> needs me?”"),
    line(3, "sent a message", ""),
]
MANY: Final = [line(number, "gave a role", "to Bob, lead") for number in range(50)]
COVERS: Final = [Agreed.of(cover(number), NAMES) for number in range(200)]
CHANNELS: Final = [channel(number) for number in range(200)]
VIEWS: Final[dict[str, Block]] = {
    "cover of a manager": views.cover_form(Kept(), ADA, leads=False, today=TODAY, agreed=COVERS[:1]),
    "cover of a lead": views.cover_form(Kept(), ADA, leads=True, today=TODAY, agreed=COVERS),
    "channels": views.channels_form(Kept(), CHANNELS, [NASTY[:100]], "Europe/Berlin"),
    "no channels": views.channels_form(Kept(), [], [], ""),
    "books": views.assign_form(Kept()),
    "roles": views.role_form(Kept()),
    "imports": views.imports_view([], ["deals", NASTY], 2),
    "log": log_view(DONE, BERLIN),
    "log of many": log_view(MANY, BERLIN),
    "empty log": log_view([], BERLIN),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_room_is_as_slack_takes_it_and_nothing_in_it_forms_a_ping(name: str) -> None:
    check_view(VIEWS[name], "modal")
    posted = {"text": "x", "parse": "none", "unfurl_links": False, "unfurl_media": False}
    assert markup(posted | {"blocks": VIEWS[name]["blocks"]}) == []


@pytest.mark.parametrize("name", ["cover of a lead", "channels"])
def test_however_much_stands_above_the_fields_are_all_there(name: str) -> None:
    blocks = VIEWS[name]["blocks"]
    assert len(blocks) < 60
    assert len([one for one in blocks if one["type"] == "input"]) == (4 if name == "cover of a lead" else 5)
    assert any("170 more: see rapport" in part["text"] for part in texts(blocks))


@pytest.mark.parametrize("name", ["cover of a manager", "no channels", "books", "roles", "log", "empty log"])
def test_what_stands_in_a_room(name: str, snapshot: SnapshotAssertion) -> None:
    shown = "\n".join(part["text"] for part in texts(VIEWS[name]["blocks"]))
    assert shown == snapshot


def test_a_page_of_the_log_carries_where_the_next_one_begins() -> None:
    last = MANY[LINES - 1]
    for everything in (False, True):
        shown = log_view(MANY, BERLIN, Page(everything=everything))
        older = shown["blocks"][-1]["elements"][0]
        assert older["action_id"] == OLDER
        assert page_of(older["value"]) == Page((last.at, last.audit_id), everything)


def test_questions_stay_out_of_the_log_until_they_are_wanted() -> None:
    page = Page()
    assert Deed.ASKED not in page.deeds
    assert set(page.deeds) == set(Deed) - {Deed.ASKED}
    for everything in (True, False):
        switch = log_view(DONE, BERLIN, page)["blocks"][-1]["elements"][-1]
        page = page_of(switch["value"]) or page
        assert (switch["action_id"], page) == (SWITCH, Page(everything=everything))
        assert (Deed.ASKED in page.deeds) is everything


@pytest.mark.parametrize(
    "forged",
    ["", "x", "2026-11-20", "deeds 2026-11-20", "all 2026-11-20T12:00:00 x", "every", "1' OR 1=1 --"],
)
def test_a_forged_page_is_none(forged: str) -> None:
    assert page_of(forged) is None


@pytest.mark.parametrize("role", Role)
def test_nobody_is_offered_a_room_that_would_stay_closed(role: Role) -> None:
    offered = [one["value"] for row in views.room_buttons(role) for one in row["elements"]]
    assert offered == list(views.rooms(role))


@pytest.mark.parametrize("email", ["sam@vendor.example", ""])
def test_who_asks_to_be_let_in_is_shown_to_the_letter(email: str) -> None:
    asked = AccessRequest("U1", email, NASTY, NOW)
    payload = sealed(request_message(asked)) | {"unfurl_links": False, "unfurl_media": False}
    assert breaches(payload) == markup(payload) == []
    assert ("admit_manager" in str(payload)) is bool(email)
