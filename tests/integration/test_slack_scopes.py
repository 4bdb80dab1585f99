"""The doctor's look at Slack, against the stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.settings import Settings
from assistant.slack.scopes import SCOPES, SlackUnreachableError, missing_scopes
from evals.slack_standin import SlackStandin
from evals.slack_standin.standin import MANIFEST


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    body = yaml.safe_load(MANIFEST.read_text())
    body["oauth_config"]["scopes"]["bot"].remove("im:write")
    path = tmp_path / "manifest.yaml"
    path.write_text(yaml.safe_dump(body))
    return path


def settings(slack: SlackStandin, **changes: str) -> Settings:
    return Settings(**{name.lower(): value for name, value in slack.environment.items()} | changes)


def test_the_manifest_asks_for_exactly_what_we_check() -> None:
    assert set(yaml.safe_load(MANIFEST.read_text())["oauth_config"]["scopes"]["bot"]) == SCOPES


def test_a_well_installed_app_lacks_nothing() -> None:
    with SlackStandin.start() as slack:
        assert missing_scopes(settings(slack)) == []


def test_a_missing_scope_is_named(manifest: Path) -> None:
    with SlackStandin.start(manifest) as slack:
        assert missing_scopes(settings(slack)) == ["im:write"]


def test_a_wrong_token_and_a_dead_address_are_told() -> None:
    with SlackStandin.start() as slack:
        with pytest.raises(SlackUnreachableError, match="invalid_auth"):
            missing_scopes(settings(slack, slack_bot_token="xoxb-other"))
        unreachable = settings(slack)
    with pytest.raises(SlackUnreachableError, match="cannot be reached"):
        missing_scopes(unreachable)
