"""The stand-in's newer surfaces against the real slack_sdk client: streams, files, tokens, channels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from evals.slack_standin import Channel, SlackStandin, User
from evals.slack_standin.tokens import CLIENT_ID, CLIENT_SECRET


@pytest.fixture
def slack() -> Iterator[SlackStandin]:
    with SlackStandin.start(speed=600) as standin:
        standin.add_user(User("U1", email="ada@example.com", name="Ada"))
        standin.add_channel(Channel("C1", name="general", shared=True))
        yield standin


@pytest.fixture
def client(slack: SlackStandin) -> WebClient:
    settings = slack.environment
    return WebClient(settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"], retry_handlers=[])


def test_a_stream_grows_until_it_is_stopped(slack: SlackStandin, client: WebClient) -> None:
    asked = slack.say("U1", "hello")
    started = client.chat_startStream(channel=asked.channel, thread_ts=asked.ts, markdown_text="One ")
    place: dict[str, Any] = {"channel": asked.channel, "ts": started["ts"]}
    client.chat_appendStream(**place, markdown_text="[x](https://evil.test)")
    client.chat_stopStream(**place)
    assert slack.messages(asked.channel)[0].text == "One [x](https://evil.test)"
    assert slack.workspace.stream_markup == ["[x](https://evil.test)"]
    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        client.chat_appendStream(**place, markdown_text="more")


def test_a_stream_in_a_channel_says_for_whom(slack: SlackStandin, client: WebClient) -> None:
    asked = slack.mention("U1", "hello", "C1")
    with pytest.raises(SlackApiError, match="missing_recipient_team_id"):
        client.chat_startStream(channel="C1", thread_ts=asked.ts)


def test_a_refresh_token_works_once_and_the_old_token_expires(slack: SlackStandin, client: WebClient) -> None:
    pair = slack.rotate_tokens()
    with pytest.raises(SlackApiError, match="token_expired"):
        client.auth_test()
    asked: dict[str, Any] = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    asked["grant_type"] = "refresh_token"
    fresh = client.oauth_v2_access(**asked, refresh_token=pair.refresh_token)
    assert client.auth_test(token=str(fresh["access_token"]))["ok"]
    with pytest.raises(SlackApiError, match="invalid_refresh_token"):
        client.oauth_v2_access(**asked, refresh_token=pair.refresh_token)


def test_a_channel_says_that_it_is_shared(client: WebClient) -> None:
    assert client.conversations_info(channel="C1")["channel"]["is_ext_shared"] is True
