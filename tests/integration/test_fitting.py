"""A message goes out in a shape that the workspace takes, and what it refused is not tried for a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from assistant.slack.answers import answer_message, with_feedback
from assistant.slack.posting.fitting import Fitting
from assistant.slack.posting.pictures import Pictures
from assistant.slack.posting.postman import kept
from knowledge.database import open_database
from tests.unit.assistant.slack.answers.test_surfaces import OWNER, PROFILE

PAYLOAD = kept(with_feedback(answer_message(PROFILE, OWNER)))


class NoUploads(WebClient):
    """A workspace in which nobody may upload."""

    def files_getUploadURLExternal(self, **_given: object) -> Any:  # type: ignore[override]  # noqa: ANN401, N802 - as in the SDK
        raise SlackApiError("no", {"error": "missing_scope"})


@dataclass
class Workspace:
    """Refuses messages with these blocks; names them if it is `polite`."""

    refuses: set[str]
    polite: bool = False
    tries: list[set[str]] = field(default_factory=list)

    def say(self, payload: dict[str, Any]) -> str:
        shown = {block["type"] for block in payload["blocks"]}
        self.tries.append(shown)
        if refused := shown & self.refuses:
            said = [f"[ERROR] unsupported type: {kind} [json-pointer:/blocks]" for kind in sorted(refused)]
            metadata = {"messages": said if self.polite else ["[ERROR] failed to match"]}
            raise SlackApiError("no", {"error": "invalid_blocks", "response_metadata": metadata})
        return "1.1"


@pytest.fixture
def clock() -> list[datetime]:
    return [datetime(2026, 10, 5, tzinfo=UTC)]


@pytest.fixture
def fitting(sqlite_database_url: str, clock: list[datetime]) -> Iterator[Fitting]:
    engine: Engine = open_database(sqlite_database_url)
    yield Fitting(
        engine, Pictures(NoUploads(), lambda _chart: b"png"), lambda: clock[0], lambda _seconds: None
    )
    engine.dispose()


def post(fitting: Fitting, say: Callable[[dict[str, Any]], str]) -> list[dict[str, Any]]:
    """What was kept on the way."""
    shapes: list[dict[str, Any]] = []
    assert fitting.post(PAYLOAD, say, shapes.append) == "1.1"
    return shapes


def test_a_message_that_is_taken_is_posted_as_it_is(fitting: Fitting) -> None:
    workspace = Workspace(set())
    assert post(fitting, workspace.say) == []
    assert len(workspace.tries) == 1


def test_what_slack_names_goes_at_once_and_stays_away_for_a_day(
    fitting: Fitting, clock: list[datetime]
) -> None:
    workspace = Workspace({"table", "context_actions"}, polite=True)
    assert len(post(fitting, workspace.say)) == 1
    assert [len(shown & workspace.refuses) for shown in workspace.tries] == [2, 0]
    post(fitting, workspace.say)
    assert len(workspace.tries) == 3
    clock[0] += timedelta(days=1)
    post(fitting, workspace.say)
    assert len(workspace.tries) == 5


def test_without_a_name_the_newest_kind_goes_first_and_only_what_helped_is_remembered(
    fitting: Fitting,
) -> None:
    workspace = Workspace({"table"})
    post(fitting, workspace.say)
    gone = [{"data_visualization", "table"} - shown for shown in workspace.tries]
    assert gone == [set(), {"data_visualization"}, {"data_visualization", "table"}]
    post(fitting, workspace.say)
    assert "data_visualization" in workspace.tries[-1]


def test_when_nothing_helps_the_text_goes_out_alone(fitting: Fitting) -> None:
    workspace = Workspace({"section"})
    post(fitting, workspace.say)
    assert workspace.tries[-1] == set()
    assert post(fitting, Workspace(set()).say) == []


def test_another_refusal_is_not_ours_to_mend(fitting: Fitting) -> None:
    def say(_payload: dict[str, Any]) -> str:
        raise SlackApiError("no", {"error": "channel_not_found"})

    with pytest.raises(SlackApiError, match="channel_not_found"):
        fitting.post(PAYLOAD, say, lambda _shape: None)
