"""What Rapport needs to live in Slack."""

from __future__ import annotations

from typing import Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings


class SlackSettings(BaseSettings):
    """The Slack part of all settings: either a bot token that stays or three values of one that rotates."""

    slack_bot_token: str = Field("", validation_alias="SLACK_BOT_TOKEN", repr=False)
    slack_app_token: str = Field("", validation_alias="SLACK_APP_TOKEN", repr=False)
    slack_signing_secret: str = Field("", validation_alias="SLACK_SIGNING_SECRET", repr=False)
    slack_client_id: str = Field(
        "", validation_alias="SLACK_CLIENT_ID", description="for tokens that rotate, with the next two"
    )
    slack_client_secret: str = Field("", validation_alias="SLACK_CLIENT_SECRET", repr=False)
    slack_refresh_token: str = Field(
        "", validation_alias="SLACK_REFRESH_TOKEN", repr=False, description="the first one: `xoxe-…`"
    )
    slack_api_url: str = Field("https://slack.com/api/", validation_alias="SLACK_API_URL")

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, url: str) -> str:
        return url.rstrip("/") + "/"

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, token: str) -> str:
        return _with_prefix(token, "xoxb-", "the bot token of your Slack app (OAuth & Permissions)")

    @field_validator("slack_refresh_token")
    @classmethod
    def _is_refresh_token(cls, token: str) -> str:
        return _with_prefix(token, "xoxe-", "the refresh token of your Slack app (OAuth & Permissions)")

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, token: str) -> str:
        return _with_prefix(token, "xapp-", "an app-level token (Basic Information, App-Level Tokens)")

    @model_validator(mode="after")
    def _can_exchange_tokens(self) -> Self:
        needed = {"SLACK_CLIENT_ID": self.slack_client_id, "SLACK_CLIENT_SECRET": self.slack_client_secret}
        missing = [name for name, value in needed.items() if not value]
        if self.slack_refresh_token and missing:
            raise ValueError(f"SLACK_REFRESH_TOKEN needs {' and '.join(missing)} beside it")
        return self


def _with_prefix(token: str, prefix: str, what: str) -> str:
    if token and not token.startswith(prefix):
        raise ValueError(f"it should start with {prefix!r}: use {what}")
    return token
