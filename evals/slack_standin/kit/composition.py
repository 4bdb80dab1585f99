"""What elements and blocks share: texts, confirmations, options, pictures."""

from __future__ import annotations

from typing import Final

from evals.slack_standin.shapes import Checker, also, choice, flag, record, string, tagged
from evals.slack_standin.workspace import Json

ID: Final = string(255)


def text(maximum: int) -> Checker:
    """A plain text or mrkdwn object."""
    plain = record({"text": string(maximum)}, {"emoji": flag})
    return tagged({"plain_text": plain, "mrkdwn": record({"text": string(maximum)}, {"verbatim": flag})})


def plain(maximum: int) -> Checker:
    """A plain text object."""
    return tagged({"plain_text": record({"text": string(maximum)}, {"emoji": flag})})


def _one_source(image: Json) -> list[str]:
    given = image.keys() & {"image_url", "slack_file"}
    return [] if len(given) == 1 else ["must have exactly one of image_url and slack_file"]


def _one_name(file: Json) -> list[str]:
    return [] if len(file) == 1 else ["must have exactly one of id and url"]


_SLACK_FILE: Final = also(record({}, {"id": string(255), "url": string(3000)}), _one_name)
IMAGE_FIELDS: Final = {"image_url": string(3000), "slack_file": _SLACK_FILE}


def image(**more: Checker) -> Checker:
    """A picture by its address or by a file in Slack, never both."""
    return also(record({"alt_text": string(2000)}, {**IMAGE_FIELDS, **more}), _one_source)


CONFIRM: Final = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
OPTION: Final = record({"text": plain(75), "value": string(150)}, {"description": plain(75)})
MARKED_OPTION: Final = record({"text": text(75), "value": string(150)}, {"description": text(75)})
