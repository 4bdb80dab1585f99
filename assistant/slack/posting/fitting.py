"""Which blocks this workspace takes: what it refused once is not tried again for a day."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from assistant.slack.outgoing import text_only
from assistant.slack.posting.pictures import FILES, Pictures
from assistant.slack.posting.plainer import Newer, messages_of, named_in, newer_in, plainer
from knowledge.stored_settings import store_setting, stored_setting

_SETTING: Final = "slack_refused_blocks"
_REMEMBERED: Final = timedelta(days=1)  # Slack rolls its blocks out workspace by workspace
_FILE_WAITS: Final = (0.5, 1.0, 2.0)  # seconds until Slack has looked at a file that was just uploaded
_log = logging.getLogger("rapport.slack")


@dataclass(frozen=True)
class Fitting:
    """Brings a message into a shape that Slack takes."""

    engine: Engine
    pictures: Pictures
    now: Callable[[], datetime]
    sleep: Callable[[float], None]

    def post(
        self,
        payload: dict[str, Any],
        say: Callable[[dict[str, Any]], str],
        keep: Callable[[dict[str, Any]], None],
    ) -> str:
        """Post the message, plainer each time that Slack refuses its blocks; in the end as text alone.

        Args:
            payload: The sealed message and the charts in it.
            say: Posts it, and returns what Slack calls it.
            keep: Keeps it as it is about to be posted.
        """
        fit, waits, guessed = self.known(payload), list(_FILE_WAITS), None
        while fit["blocks"]:
            if fit != payload:
                keep(fit)
            try:
                message_ts = say(fit)
            except SlackApiError as error:
                if error.response.get("error") != "invalid_blocks":
                    raise
                if waits and FILES in fit and _about_file(error):
                    self.sleep(waits.pop(0))
                elif named := named_in(error, fit):
                    self._learn(named)
                    fit = self._without(fit, named)
                else:
                    guessed = newer_in(fit)[:1]
                    fit = self._without(fit, guessed)
            else:
                self._learn(guessed or [])
                return message_ts
        return say(fit)

    def known(self, payload: dict[str, Any]) -> dict[str, Any]:
        """The message without what this workspace is known to refuse, its charts drawn."""
        refused = self._refused()
        for kind in refused:
            payload = plainer(payload, kind)
        return payload if Newer.PICTURE in refused else self.pictures.shown(payload)

    def _without(self, payload: dict[str, Any], kinds: list[Newer]) -> dict[str, Any]:
        """The message without these kinds of blocks; as text alone when there is nothing to do without."""
        if not kinds:
            _log.warning("Slack refused the blocks of a message; it goes out as text")
            return text_only(payload)
        for kind in kinds:
            payload = plainer(payload, kind)
        return self.pictures.shown(payload) if Newer.CHART in kinds else payload

    def _refused(self) -> list[Newer]:
        since = self.now() - _REMEMBERED
        return [kind for kind in Newer if kind in (told := self._told()) and told[kind] > since]

    def _learn(self, kinds: list[Newer]) -> None:
        if not kinds:
            return
        _log.warning("Slack refused blocks of the type %s; none are sent for a day", ", ".join(kinds))
        told = self._told() | dict.fromkeys(kinds, self.now())
        value = json.dumps({kind: at.isoformat() for kind, at in told.items()})
        with self.engine.begin() as connection:
            store_setting(connection, _SETTING, value)

    def _told(self) -> dict[Newer, datetime]:
        with self.engine.connect() as connection:
            kept = json.loads(stored_setting(connection, _SETTING) or "{}")
        return {Newer(kind): datetime.fromisoformat(at) for kind, at in kept.items()}


def _about_file(error: SlackApiError) -> bool:
    return any("slack file" in said.lower() or "slack_file" in said for said in messages_of(error))
