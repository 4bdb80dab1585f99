"""What the app must be allowed to do, and whether the installed one is."""

from __future__ import annotations

from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from assistant.errors import AssistantError
from assistant.settings import Settings


class SlackUnreachableError(AssistantError):
    """Slack cannot be reached, or does not accept the token."""


SCOPES: Final = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "metadata.message:read",
        "users:read",
        "users:read.email",
    }
)
"""The same as in `slack-manifest.yaml`."""


def missing_scopes(settings: Settings, token: str = "") -> list[str]:
    """The scopes that the installed app lacks, sorted; empty when all is well.

    Args:
        settings: Which Slack.
        token: The one to use; by default that of the settings.

    Raises:
        SlackUnreachableError: Slack does not answer, or not to this token.
    """
    client = WebClient(
        token or settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=10,
        retry_handlers=[],
    )
    headers = {name.lower(): value for name, value in ask_who(client).headers.items()}
    granted = headers.get("x-oauth-scopes", "")
    return sorted(SCOPES - {scope.strip() for scope in granted.split(",")})


def ask_who(client: WebClient) -> SlackResponse:
    """Slack's answer to who we are: the first call of everything that talks to it.

    Raises:
        SlackUnreachableError: Slack does not answer, or not to this token.
    """
    try:
        return client.auth_test()
    except SlackApiError as error:
        said = error.response.get("error")
        raise SlackUnreachableError(
            f"Slack does not accept SLACK_BOT_TOKEN ({said}): copy it anew from OAuth & Permissions."
        ) from error
    except OSError as error:
        raise SlackUnreachableError(f"Slack cannot be reached at {client.base_url}: {error}") from error
