"""Threads of the assistant pane: status, title, suggested prompts."""

from __future__ import annotations

from typing import Final

from evals.slack_standin.accepting import postable, thread_must_exist
from evals.slack_standin.manifest import PROMPTS, Manifest
from evals.slack_standin.rules import Refused
from evals.slack_standin.shapes import Checker, items, record, string
from evals.slack_standin.workspace import Json, Status, Workspace

STATUS_SECONDS: Final = 120.0
_LOADING: Final = items(string(150), 0, 10)
_PROMPTS: Final = items(record({"title": string(150), "message": string(3000)}), 1, PROMPTS)


def set_status(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """What stands beside the app's name while it works; empty to take it away."""
    place = _thread(workspace, arguments)
    _check(_LOADING, arguments.get("loading_messages", []), "/loading_messages")
    _check(string(150, 0), arguments["status"], "/status")
    messages = tuple(arguments.get("loading_messages", ()))
    workspace.statuses[place] = Status(arguments["status"], messages, workspace.now())
    workspace.thread_statuses.append(arguments)
    return {}


def set_title(workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
    """The title of a thread, as the list of conversations shows it."""
    _needs_pane(manifest)
    place = _thread(workspace, arguments)
    _check(string(250), arguments["title"], "/title")
    workspace.titles[place] = arguments["title"]
    workspace.thread_statuses.append(arguments)
    return {}


def set_prompts(workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
    """One to four things to click; of a thread, or of the whole conversation."""
    _needs_pane(manifest)
    _check(_PROMPTS, arguments["prompts"], "/prompts")
    place = (postable(workspace, arguments["channel_id"]).id, arguments.get("thread_ts", ""))
    if place[1]:
        _thread(workspace, arguments)
    workspace.prompts[place] = arguments["prompts"]
    workspace.thread_statuses.append(arguments)
    return {}


def shown_status(workspace: Workspace, channel: str, thread_ts: str) -> str:
    """The status that a person sees now: none after two minutes or a post."""
    status = workspace.statuses.get((channel, thread_ts))
    fresh = status is not None and workspace.now() - status.since < STATUS_SECONDS
    return status.text if status is not None and fresh else ""


def _thread(workspace: Workspace, arguments: Json) -> tuple[str, str]:
    channel = postable(workspace, arguments["channel_id"])
    thread_must_exist(workspace, channel.id, arguments["thread_ts"], "invalid_thread_ts")
    return channel.id, arguments["thread_ts"]


def _needs_pane(manifest: Manifest) -> None:
    if not manifest.pane:
        raise Refused("not_allowed")


def _check(checker: Checker, value: object, where: str) -> None:
    wrong: list[str] = []
    checker(value, where, wrong)
    if wrong:
        raise Refused("invalid_arguments", wrong)
