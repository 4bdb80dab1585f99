"""Tokens that rotate: exchanged once for all, kept sealed, and never lost silently."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine, select

from assistant.settings import Settings
from assistant.slack.installing.client import LockedOutError, TokenClient
from assistant.slack.installing.tokens import EARLY, FixedToken, RotatingToken, TokenLostError, bot_token
from evals.slack_standin import SlackStandin
from evals.slack_standin.tokens import CLIENT_ID, CLIENT_SECRET
from knowledge.tables import slack_tokens

THREADS = 50


def settings_for(slack: SlackStandin, home: Path, **changed: str) -> Settings:
    given = {
        **{name.lower(): value for name, value in slack.environment.items()},
        "slack_client_id": CLIENT_ID,
        "slack_client_secret": CLIENT_SECRET,
        "slack_refresh_token": slack.rotate_tokens().refresh_token,
    }
    return Settings(home=home, **(given | changed))  # type: ignore[arg-type]  # strings, checked by pydantic


def client_of(token: RotatingToken | FixedToken, settings: Settings, *, waits: bool = False) -> TokenClient:
    return TokenClient(token, settings.slack_api_url, 10, logging.getLogger("test"), waits=waits)


def test_fifty_threads_with_an_expired_token_exchange_it_once(engine: Engine, tmp_path: Path) -> None:
    with SlackStandin.start() as slack:
        settings = settings_for(slack, tmp_path)
        workers = [RotatingToken(engine, settings) for _ in range(5)]  # as many processes
        clients = [client_of(workers[number % 5], settings) for number in range(THREADS)]
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(lambda client: client.auth_test(), clients))
        assert len(slack.calls("oauth.v2.access")) == 1

        slack.pass_time(43_200)  # all of them have ended, whatever we think of their end
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(lambda client: client.auth_test(), clients))
        assert len(slack.calls("oauth.v2.access")) == 2


def test_a_token_is_exchanged_before_its_end_and_survives_a_restart_sealed(
    engine: Engine, tmp_path: Path
) -> None:
    with SlackStandin.start() as slack:
        settings = settings_for(slack, tmp_path)
        start = datetime.now(UTC)
        first = RotatingToken(engine, settings, lambda: start).current()
        assert RotatingToken(engine, settings, lambda: start).current() == first
        with engine.connect() as connection:
            sealed = connection.scalar(select(slack_tokens.c.sealed))
        assert sealed
        assert first not in sealed
        near = start + timedelta(hours=12) - EARLY + timedelta(minutes=1)
        assert RotatingToken(engine, settings, lambda: near).current() != first
        assert len(slack.calls("oauth.v2.access")) == 2


def test_while_somebody_else_exchanges_a_token_that_is_good_for_a_while_serves(
    engine: Engine, tmp_path: Path
) -> None:
    from knowledge.slack_tokens import claim

    with SlackStandin.start() as slack:
        settings, start = settings_for(slack, tmp_path), datetime.now(UTC)
        first = RotatingToken(engine, settings, lambda: start).current()
        near = start + timedelta(hours=11)
        with engine.begin() as connection:
            assert claim(connection, "bot", 1, near, near + timedelta(minutes=1))
        assert RotatingToken(engine, settings, lambda: near).current() == first


def test_a_refresh_token_that_is_worth_nothing_says_what_to_paste_and_a_new_one_begins_anew(
    engine: Engine, tmp_path: Path
) -> None:
    with SlackStandin.start() as slack:
        settings = settings_for(slack, tmp_path)
        RotatingToken(engine, settings).current()
        stale = settings.model_copy(update={"slack_refresh_token": "xoxe-1-used"})
        with pytest.raises(TokenLostError, match=r"invalid_refresh_token.*SLACK_REFRESH_TOKEN"):
            RotatingToken(engine, stale).current()
        anew = settings.model_copy(update={"slack_refresh_token": slack.rotate_tokens().refresh_token})
        assert client_of(RotatingToken(engine, anew), anew).auth_test()["ok"]


def test_without_a_refresh_token_the_token_stays_and_being_locked_out_is_like_no_connection(
    engine: Engine, tmp_path: Path
) -> None:
    with SlackStandin.start() as slack:
        settings = settings_for(slack, tmp_path, slack_refresh_token="")
        token = bot_token(settings, engine)
        assert isinstance(token, FixedToken)
        slack.revoke_tokens()
        with pytest.raises(LockedOutError):
            client_of(token, settings, waits=True).auth_test()
        with pytest.raises(SlackApiError, match="token_revoked"):
            client_of(token, settings).auth_test()


def test_while_slack_does_not_exchange_the_good_token_serves_and_slack_is_asked_once_a_minute(
    engine: Engine, tmp_path: Path
) -> None:
    with SlackStandin.start() as slack:
        settings, start = settings_for(slack, tmp_path), datetime.now(UTC)
        moments = [start]
        token = RotatingToken(engine, settings, lambda: moments[0])
        first = token.current()
        slack.revoke_tokens()  # a refresh token that is worth nothing any more
        asked = len(slack.calls("oauth.v2.access"))
        for minutes in (0, 0, 0, 2):
            moments[0] = start + timedelta(hours=11, minutes=minutes)
            assert token.current() == first
        assert len(slack.calls("oauth.v2.access")) == asked + 2


def test_tokens_are_not_shown_where_objects_are(engine: Engine, tmp_path: Path) -> None:
    with SlackStandin.start() as slack:
        settings = settings_for(slack, tmp_path)
        token = RotatingToken(engine, settings)
        assert token.current() not in repr(token)
        assert settings.slack_refresh_token not in repr(token)
        assert "secret" not in repr(FixedToken("xoxb-secret"))
