"""Charts as pictures: drawn and uploaded once, then shown in the message."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.charts.drawing import png
from assistant.charts.twin import twin
from assistant.contract import ShownChart
from assistant.slack.blocks import image
from assistant.slack.outgoing import cut_text
from assistant.slack.posting.plainer import CHARTS

FILES: Final = "files"  # in a row of the outbox: what was uploaded, by the id of its block
_NAME: Final = "chart.png"
_TITLE: Final = 150
_log = logging.getLogger("rapport.slack")


@dataclass(frozen=True)
class Pictures:
    """Puts pictures in the place of charts that stand there as words.

    Attributes:
        client: Without retries of its own.
        draw: The PNG of a chart.
        seconds: How long an upload may take.
    """

    client: WebClient
    draw: Callable[[ShownChart], bytes] = png
    seconds: float = 15.0

    def shown(self, payload: dict[str, Any]) -> dict[str, Any]:
        """The message with its charts as pictures; one that cannot be uploaded stays as words."""
        files = dict(payload.get(FILES, {}))
        blocks = []
        for block in payload["blocks"]:
            chart = payload.get(CHARTS, {}).get(block.get("block_id"))
            if chart is None or block["type"] != "section":
                blocks.append(block)
                continue
            block_id, known = block["block_id"], ShownChart.model_validate(chart)
            file_id = files.get(block_id) or self._uploaded(known)
            if file_id:
                files[block_id] = file_id
            blocks.append(image(file_id, twin(known), block_id) if file_id else block)
        return {**payload, "blocks": blocks, **({FILES: files} if files else {})}

    def _uploaded(self, chart: ShownChart) -> str:
        """The id of the file, which is in no channel; empty if Slack does not take it."""
        try:
            return self._upload(self.draw(chart), cut_text(chart.title, _TITLE) or "Chart")
        except (SlackApiError, OSError, HTTPException) as error:
            _log.warning("a chart was not uploaded: %s", type(error).__name__)
            return ""

    def _upload(self, png: bytes, title: str) -> str:
        given = self.client.files_getUploadURLExternal(filename=_NAME, length=len(png))
        request = Request(str(given["upload_url"]), data=png, method="POST")  # noqa: S310 - Slack gave it
        with urlopen(request, timeout=self.seconds) as reply:  # noqa: S310 - the same
            reply.read()
        self.client.files_completeUploadExternal(files=[{"id": given["file_id"], "title": title}])
        return str(given["file_id"])
