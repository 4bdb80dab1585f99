"""The stand-in against the real slack_sdk client: what Slack takes, and what it refuses in Slack's words."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from evals.slack_standin import Channel, Fault, SlackStandin, User

pytestmark = pytest.mark.slow

FINE: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "parse": "none"}


@pytest.fixture
def slack() -> Iterator[SlackStandin]:
    with SlackStandin.start(speed=600) as standin:
        standin.add_user(User("U1", email="ada@example.com", name="Ada"))
        standin.add_channel(Channel("C1", name="general"))
        yield standin


@pytest.fixture
def client(slack: SlackStandin) -> WebClient:
    settings = slack.environment
    return WebClient(settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"], retry_handlers=[])


def refusal(client: WebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as error:
        client.api_call(method, json=arguments)
    return str(error.value.response["error"])


def section(text: str, verbatim: bool = True) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": verbatim}}


def button(action_id: str, **more: object) -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": action_id, **more}


def test_a_post_is_kept_and_found_again_by_its_metadata(slack: SlackStandin, client: WebClient) -> None:
    metadata = {"event_type": "rapport_post", "event_payload": {"outbox_id": "o1"}}
    client.chat_postMessage(channel="C1", text="Hello", metadata=metadata, **FINE)
    with_it = client.conversations_history(channel="C1", include_all_metadata=True)["messages"]
    assert with_it[0]["metadata"] == metadata
    time.sleep(0.15)
    assert "metadata" not in client.conversations_history(channel="C1")["messages"][0]
    assert [post.text for post in slack.messages("C1")] == ["Hello"]


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        ([section("x" * 3001)], "invalid_blocks"),
        ([{"type": "section"}], "invalid_blocks"),
        ([section("a")] * 51, "invalid_blocks"),
        ([{"type": "actions", "elements": [button("a"), button("a")]}], "invalid_blocks"),
        ([{"type": "actions", "elements": [button("a", value="v" * 2001)]}], "invalid_blocks"),
        ([{"type": "actions", "elements": [button("a", colour="red")]}], "invalid_blocks"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "no"}}], "invalid_blocks"),
        ([section("x" * 2999)] * 5, "msg_blocks_too_long"),
        ([{"type": "mystery"}], "invalid_blocks"),
        ([section("loose", verbatim=False)], "invalid_arguments"),
    ],
)
def test_blocks_that_slack_refuses_are_refused(client: WebClient, blocks: list[Any], error: str) -> None:
    assert refusal(client, "chat.postMessage", channel="C1", text="t", blocks=blocks, **FINE) == error


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C9", "text": "t", **FINE}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C1", **FINE}, "no_text"),
        ("chat.postMessage", {"channel": "C1", "text": "x" * 40_001, **FINE}, "msg_too_long"),
        ("chat.postMessage", {"channel": "C1", "text": "t", "parse": "none"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "C1", "text": "a & b", **FINE}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "C1", "text": "t", "txet": "t", **FINE}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "C1", "text": "t", "thread_ts": "1.1", **FINE}, "thread_not_found"),
        (
            "chat.postMessage",
            {"channel": "C1", "text": "t", "metadata": {}, **FINE},
            "invalid_metadata_format",
        ),
        (
            "chat.postEphemeral",
            {"channel": "C1", "user": "U1", "text": "t", "parse": "none"},
            "user_not_in_channel",
        ),
        ("chat.update", {"channel": "C1", "ts": "1.1", "text": "t"}, "message_not_found"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
        ("team.info", {}, "missing_scope"),
        ("users.everything", {}, "unknown_method"),
        ("views.open", {"trigger_id": "made up", "view": {}}, "invalid_trigger_id"),
    ],
)
def test_calls_are_refused_in_slacks_words(
    client: WebClient, method: str, arguments: dict[str, Any], error: str
) -> None:
    assert refusal(client, method, **arguments) == error


def test_a_wrong_token_opens_nothing(slack: SlackStandin) -> None:
    stranger = WebClient("xoxb-other", base_url=slack.environment["SLACK_API_URL"], retry_handlers=[])
    assert refusal(stranger, "auth.test") == "invalid_auth"


def test_markup_that_would_ping_or_link_is_kept_for_the_test_to_see(
    slack: SlackStandin, client: WebClient
) -> None:
    client.chat_postMessage(channel="C1", text="<!channel> see <https://evil.test|here>", **FINE)
    assert slack.workspace.markup == ["<!channel>", "<https://evil.test|here>"]


def test_two_posts_within_a_second_are_too_many() -> None:
    with SlackStandin.start(speed=1) as slack:
        slack.add_channel(Channel("C1"))
        settings = slack.environment
        client = WebClient(settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"], retry_handlers=[])
        client.chat_postMessage(channel="C1", text="one", **FINE)
        with pytest.raises(SlackApiError) as error:
            client.chat_postMessage(channel="C1", text="two", **FINE)
        assert error.value.response.status_code == 429
        assert error.value.response.headers["Retry-After"] == "1"


def test_a_dropped_reply_leaves_the_post_standing(slack: SlackStandin, client: WebClient) -> None:
    slack.fail(Fault("chat.postMessage", drop="reply"))
    with pytest.raises((OSError, HTTPException)):
        client.chat_postMessage(channel="C1", text="Hello", **FINE)
    assert [post.text for post in slack.messages("C1")] == ["Hello"]


def test_a_dropped_request_and_an_error_leave_nothing(slack: SlackStandin, client: WebClient) -> None:
    slack.fail(Fault("chat.postMessage", drop="request"))
    slack.fail(Fault("chat.postMessage", status=500))
    with pytest.raises((OSError, HTTPException)):
        client.chat_postMessage(channel="C1", text="Hello", **FINE)
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C1", text="Hello", **FINE)
    assert slack.messages("C1") == []


class Listener:
    """A Socket Mode client that acknowledges from the second attempt on."""

    def __init__(self, slack: SlackStandin, deaf_for: int) -> None:
        settings = slack.environment
        web = WebClient(settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"])
        self.client = SocketModeClient(settings["SLACK_APP_TOKEN"], web_client=web, ping_interval=1)
        self.heard: list[SocketModeRequest] = []
        self.deaf_for = deaf_for
        self.client.socket_mode_request_listeners.append(self.listen)
        self.client.connect()

    def listen(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        self.heard.append(request)
        if len(self.heard) > self.deaf_for:
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id))

    def texts(self) -> list[str]:
        return [request.payload["event"]["text"] for request in self.heard]


@pytest.fixture
def listener(slack: SlackStandin) -> Iterator[Listener]:
    listening = Listener(slack, deaf_for=0)
    yield listening
    listening.client.close()


def test_events_come_over_the_socket_and_survive_a_cut_and_a_refresh(
    slack: SlackStandin, listener: Listener
) -> None:
    slack.say("U1", "one & <two>")
    slack.wait_for(lambda: slack.server.acknowledgements)
    assert listener.heard[0].payload["event"]["text"] == "one &amp; &lt;two&gt;"
    slack.cut_sockets()
    slack.say("U1", "after the cut")
    slack.wait_for(lambda: "after the cut" in listener.texts())
    slack.refresh_sockets()
    slack.say("U1", "after the refresh")
    slack.wait_for(lambda: "after the refresh" in listener.texts())
    assert slack.server.sockets.opened >= 3


def test_an_event_that_nobody_acknowledges_comes_again_with_the_same_id(slack: SlackStandin) -> None:
    listening = Listener(slack, deaf_for=1)
    try:
        slack.say("U1", "hello")
        slack.wait_for(lambda: len(listening.heard) == 2)
    finally:
        listening.client.close()
    first, second = listening.heard
    assert first.payload["event_id"] == second.payload["event_id"]
    assert (second.retry_attempt, second.retry_reason) == (1, "timeout")


def test_a_modal_opens_once_and_its_submission_carries_what_was_typed(
    slack: SlackStandin, listener: Listener, client: WebClient
) -> None:
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Edit"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [
            {
                "type": "input",
                "block_id": "body",
                "label": {"type": "plain_text", "text": "Body"},
                "element": {"type": "plain_text_input", "action_id": "typed", "initial_value": "old"},
            }
        ],
    }
    slack.command("U1", "hello")
    trigger = listener.heard[-1].payload["trigger_id"]
    client.views_open(trigger_id=trigger, view=view)
    assert refusal(client, "views.open", trigger_id=trigger, view=view) == "exchanged_trigger_id"
    assert slack.submit(slack.open_views("U1")[0], {"body": "new"}) == {}
    values = listener.heard[-1].payload["view"]["state"]["values"]
    assert json.dumps(values) == '{"body": {"typed": {"type": "plain_text_input", "value": "new"}}}'
