"""What is for another workspace or another app is dropped before anything reads it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.slack.channels.ours import app_id_of, is_for

OURS, APP = "T0OURS", "A0OURS"


def bodies(team: str, app: str = APP) -> dict[str, dict[str, Any]]:
    """One request of every kind, for the installation in a workspace."""
    about = {"api_app_id": app}
    user = {"id": "U1", "team_id": team}
    return {
        "event": {**about, "team_id": team, "authorizations": [{"team_id": team}], "event": {}},
        "event of an old kind": {**about, "team_id": team, "event": {}},
        "command": {**about, "team_id": team, "command": "/rapport", "user_id": "U1"},
        "click": {**about, "type": "block_actions", "team": {"id": team}, "user": user},
        "form": {**about, "type": "view_submission", "team": {"id": team}, "user": user},
        "shortcut": {**about, "type": "shortcut", "team": {"id": team}, "user": user},
        "message shortcut": {**about, "type": "message_action", "team": {"id": team}, "user": user},
        "options": {**about, "type": "block_suggestion", "team": {"id": team}, "user": user},
        "click in an organisation": {**about, "type": "block_actions", "team": None, "user": user},
    }


@pytest.mark.parametrize("kind", bodies(OURS))
def test_every_kind_of_request_is_heard_from_our_workspace_alone(kind: str) -> None:
    assert is_for(OURS, bodies(OURS)[kind], APP)
    assert not is_for(OURS, bodies("T0OTHER")[kind], APP)
    assert not is_for(OURS, bodies(OURS, "A0OTHER")[kind], APP)


def test_an_event_of_a_shared_channel_is_for_the_installations_that_it_names() -> None:
    shared = {"team_id": "T0OTHER", "authorizations": [{"team_id": OURS}], "event": {}}
    assert is_for(OURS, shared)
    elsewhere = {"team_id": OURS, "authorizations": [{"team_id": "T0OTHER"}], "event": {}}
    assert not is_for(OURS, elsewhere)
    organisation = {"team_id": OURS, "authorizations": [{"team_id": None, "is_enterprise_install": True}]}
    assert not is_for(OURS, organisation)


@pytest.mark.parametrize("body", [{}, {"team": None}, {"team_id": ""}, {"team": "T0OURS"}])
def test_what_names_no_workspace_is_refused(body: dict[str, Any]) -> None:
    assert not is_for(OURS, body)


def test_the_app_is_told_by_its_app_level_token() -> None:
    assert app_id_of("xapp-1-A0OURS-123-abc") == APP
    assert not app_id_of("xapp-stand-in")
