"""The Home tab: what stands there for whom, within Slack's limits whatever the data holds."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.home import Home, HomeState
from assistant.slack.home.view import home_view, nothing_view, unknown_view
from evals.slack_standin.blocks import texts
from evals.slack_standin.rules import breaches, check_view, markup
from tests.unit.assistant.slack.drawn import drawn
from tests.unit.assistant.slack.home.homes import HOMES, HUGE

VIEWS = {name: home_view(home) for name, home in HOMES.items()} | {
    "somebody unknown": unknown_view(),
    "a guest": nothing_view(),
}


@pytest.mark.parametrize("name", VIEWS)
def test_what_people_see_in_their_home(name: str, snapshot: SnapshotAssertion) -> None:
    check_view(VIEWS[name], "home")
    assert drawn(VIEWS[name]["blocks"]) == snapshot


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_in_it_forms_a_link_a_mention_or_a_ping(name: str) -> None:
    posted = {"text": "Home", "parse": "none", "unfurl_links": False, "unfurl_media": False}
    payload = posted | {"blocks": VIEWS[name]["blocks"]}
    assert breaches(payload) == markup(payload) == []


def test_the_fullest_one_stays_far_below_the_limits() -> None:
    view = home_view(HUGE)
    assert len(view["blocks"]) < 60
    assert sum(len(part["text"]) for part in texts(view["blocks"])) < 12_500


@pytest.mark.parametrize("home", HOMES.values())
def test_its_pages_travel_with_it(home: Home) -> None:
    assert HomeState.read(home_view(home)["private_metadata"]) == home.state


def test_with_partners_alone_it_says_what_is_missing_and_what_to_bring_next() -> None:
    whose = "partners and nothing else yet"
    for name, next_ in (
        (whose, "ask an admin to drop deals.csv"),
        (f"{whose}, for an admin", "drop deals.csv"),
    ):
        said = " ".join(part["text"] for part in texts(VIEWS[name]["blocks"]))
        assert "no deals, leads or activities" in said
        assert next_ in said
        assert "Nobody needs you" not in said
        assert "Nothing waits" not in said
        assert "up to date" not in said


@pytest.mark.parametrize(
    ("name", "expected", "fresh"),
    [
        ("a manager without partners", "As of 31 Oct 2026", True),
        ("data that ended weeks ago", "ends on 1 Oct 2026, 32 days ago", False),
        ("data that ended weeks ago", "ask an admin to drop newer files", False),
        ("data that ended weeks ago, for an admin", "Next: drop newer files into Messages", False),
        ("the sample", "Sample data of 31 Oct 2026", False),
    ],
)
def test_it_says_where_the_data_ends_and_what_to_do_when_that_is_long_ago(
    name: str, expected: str, fresh: bool
) -> None:
    said = " ".join(part["text"] for part in texts(VIEWS[name]["blocks"]))
    assert expected in said
    assert ("up to date" in said) is fresh


def test_a_viewer_is_offered_no_change() -> None:
    offered = [one for block in VIEWS["a viewer"]["blocks"] for one in _elements(block)]
    assert not any(str(one["action_id"]).startswith(("form_", "home_draft", "admin_")) for one in offered)


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    found = [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]
    return [one for one in found if "action_id" in one]
