"""A client of Slack's API whose token may change, and that waits when Slack lets nobody in."""

from __future__ import annotations

import logging
from typing import Any, Final
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from assistant.slack.installing.tokens import BotToken, TokenLostError

LOCKED_OUT: Final = frozenset({"token_revoked", "account_inactive", "invalid_auth", "not_authed"})
"""What Slack says when the app was removed, or its tokens were taken back."""
_EXPIRED: Final = "token_expired"


class LockedOutError(URLError):
    """Slack does not let us in, so nothing was done: to callers the same as no connection."""

    def __init__(self, said: str) -> None:
        super().__init__(ConnectionRefusedError(said))


class TokenClient(WebClient):
    """Takes its token anew for every call, and renews one that has expired.

    Being locked out is no refusal of a message: what is to be posted waits until there is a new token.
    """

    def __init__(
        self, tokens: BotToken, base_url: str, timeout: int, logger: logging.Logger, *, waits: bool = True
    ) -> None:
        """Without retries by the SDK; `waits` says whether being locked out counts as not reaching Slack."""
        self._tokens, self._waits = tokens, waits
        super().__init__(base_url=base_url, timeout=timeout, retry_handlers=[], logger=logger)

    @property
    def token(self) -> str | None:
        """The one to use now."""
        return self._tokens.current()

    @token.setter
    def token(self, _given: str | None) -> None:
        """The SDK and Bolt hand over what they have read here: it stays whose it is."""

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:  # noqa: ANN401 - as the SDK has it
        """Call a method; one that met an expired token is called again with a new one."""
        try:
            used = self._tokens.current()
            try:
                return super().api_call(api_method, **arguments)
            except SlackApiError as error:
                if error.response.get("error") != _EXPIRED:
                    raise
                self._tokens.renewed(used)
                return super().api_call(api_method, **arguments)
        except SlackApiError as error:
            said = str(error.response.get("error"))
            if self._waits and said in LOCKED_OUT | {_EXPIRED}:
                raise LockedOutError(said) from error
            raise
        except TokenLostError as error:
            if self._waits:
                raise LockedOutError(str(error)) from error
            raise
