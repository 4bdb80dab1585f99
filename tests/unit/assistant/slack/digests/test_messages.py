"""What people read in digests, summaries and reviews, whatever the data holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from assistant.contract import Answer, ShownChart, ShownFact, ShownSeries, ShownTable
from assistant.digests import Digest
from assistant.slack.digests import message
from assistant.slack.digests.message import pack_of
from assistant.slack.outgoing import Message, post_arguments, sealed
from evals.slack_standin.rules import breaches, check_message, markup
from tests.unit.assistant.slack.drawn import drawn
from tests.unit.assistant.slack.home.homes import NASTY, item

AS_OF = date(2026, 10, 31)
QUIET = Digest(AS_OF, "Nothing new since 24 Oct: no partner of yours got better or worse.", (), 0, ())
WEEK = Digest(
    AS_OF,
    "Your week: 7 partners need a look since 24 Oct.",
    (item(1, "Globex"), item(2, "Initech & Sons", lane="rising", at_stake="", yours=False)),
    5,
    ("Still open: Umbrella (late promise).", "Settled since then: Hooli."),
    muted=1,
    snoozed=2,
)
FULL = replace(
    WEEK,
    items=tuple(item(n, one, reason=one * 3, owner=one) for n, one in enumerate(NASTY * 2)),
    closing=NASTY,
)
MONTH = Answer(
    text="In your book, 2 partners have moved tier since 30 Sept: 1 up, 1 down.\n"
    "Won: 4 deals worth €80,000.\nFirst in the next month: Globex, win them back.",
    facts=[ShownFact(id="f1", kind="month.deals", value=4, unit="count", as_of=AS_OF)],
    table=ShownTable(title="Who moved", columns=["partner", "from", "to"], rows=[["<!here>", "a", "b"]]),
    charts=[
        ShownChart(
            title="Partners by tier before and now",
            form="heat",
            categories=["key partner", "dementor"],
            series=[ShownSeries(label="key partner", values=[3.0, 1.0], words=["3", "1"])],
        )
    ],
)
WAITING = Answer(
    text="1 proposal waits.",
    table=ShownTable(title="Proposals", columns=["partner", "to"], rows=[["Globex", "key partner"]]),
)
PACKS = [("P1", "Globex <!channel>"), ("P2", "x" * 300)]
MESSAGES: dict[str, Message] = {
    "a quiet week": message.weekly_message(QUIET, "2026-W44"),
    "a week": message.weekly_message(WEEK, "2026-W04"),
    "a full week of nasty names": message.weekly_message(FULL, "2026-W44"),
    "a team's week": message.team_message(
        replace(WEEK, items=(item(1, "Globex", owner="Ada", yours=False),)), "2026-W44", "DACH"
    ),
    "everybody's week of nasty names": message.team_message(FULL, "2026-W44", NASTY[0]),
    "a month": message.monthly_message(MONTH, "2026-10"),
    "a quarter for a lead": message.review_message(WAITING, "2026-Q3", ()),
    "a quarter in which all is decided": message.review_message(
        Answer(text="All is decided."), "2026-Q3", ()
    ),
    "a quarter for a manager": message.review_message(None, "2026-Q3", PACKS),
    "why": message.why_message(Answer(text="Globex <!channel> was new.\nThey won nothing for 41 days.")),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_what_people_read(name: str, snapshot: SnapshotAssertion) -> None:
    payload = post_arguments(sealed(MESSAGES[name]))
    check_message(payload)
    assert breaches(payload) == markup(payload) == []
    told = [one for one in payload["blocks"] if one["type"] in ("section", "header", "context", "actions")]
    assert drawn(told) == snapshot


def test_a_quiet_week_is_no_wall() -> None:
    said = [one for one in MESSAGES["a quiet week"].blocks if one["type"] == "section"]
    assert len(said) == 1


def test_a_team_is_offered_nothing_that_changes_anything_for_one_of_them() -> None:
    menus = [one["accessory"] for one in MESSAGES["a team's week"].blocks if "accessory" in one]
    values = [option["value"].partition(":")[0] for menu in menus for option in menu["options"]]
    assert values == ["why", "brief"]


@given(st.text())
def test_a_forged_pack_is_none_and_no_error(value: str) -> None:
    assert pack_of(value) is None or len(pack_of(value) or ()) == 2
