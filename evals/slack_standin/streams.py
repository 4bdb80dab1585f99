"""Messages that grow while they are written: chat.startStream, appendStream, stopStream."""

from __future__ import annotations

from typing import Final

from evals.slack_standin.accepting import accept, postable, thread_must_exist
from evals.slack_standin.manifest import Manifest
from evals.slack_standin.rules import Refused, stream_markup
from evals.slack_standin.shapes import choice, items, record, string, tagged
from evals.slack_standin.surfaces import check_own_rules
from evals.slack_standin.workspace import BOT_USER, Json, Message, Workspace

CHARACTERS: Final = 12_000
_TASK: Final = record(
    {
        "id": string(255),
        "title": string(256),
        "status": choice("pending", "in_progress", "complete", "error"),
    },
    {
        "details": string(256),
        "output": string(256),
        "sources": items(tagged({"url": record({"url": string(3000), "text": string(256)})}), 0, 50),
    },
)


def _anything(_value: object, _where: str, _wrong: list[str]) -> None:
    """Blocks of a chunk are checked with those of the whole message."""


_CHUNKS: Final = items(
    tagged(
        {
            "markdown_text": record({"text": string(CHARACTERS, 0)}),
            "task_update": _TASK,
            "plan_update": record({"title": string(256)}),
            "blocks": record({"blocks": _anything}),
        }
    ),
    0,
    100,
)


def start_stream(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """Open a message that grows, in a thread; in a channel it says for whom."""
    channel = postable(workspace, arguments["channel"])
    if channel.kind != "im":
        _check_recipient(workspace, arguments)
    thread_must_exist(workspace, channel.id, arguments["thread_ts"])
    message = Message(channel.id, workspace.next_ts(), BOT_USER, "", arguments["thread_ts"], streaming=True)
    _grow(workspace, message, arguments)
    workspace.messages.append(message)
    workspace.statuses.pop((channel.id, message.thread_ts), None)
    return {"channel": channel.id, "ts": message.ts}


def append_stream(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """Add to a message that grows."""
    message = _streaming(workspace, arguments)
    if not arguments.get("markdown_text") and not arguments.get("chunks"):
        raise Refused("no_text")
    _grow(workspace, message, arguments)
    return {"channel": message.channel, "ts": message.ts}


def stop_stream(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """End a message that grows; `blocks` stand at its end."""
    message = _streaming(workspace, arguments)
    _grow(workspace, message, arguments)
    blocks = [*message.blocks, *arguments.get("blocks", [])]
    check_own_rules(workspace, blocks)
    accept(workspace, {"text": message.text, "blocks": blocks, "metadata": arguments.get("metadata")})
    message.blocks, message.metadata = blocks, arguments.get("metadata")
    message.streaming = False
    return {"channel": message.channel, "ts": message.ts, "message": message.to_json()}


def _grow(workspace: Workspace, message: Message, arguments: Json) -> None:
    if len(arguments.get("markdown_text", "")) > CHARACTERS:
        raise Refused("msg_too_long")
    chunks = arguments.get("chunks", [])
    wrong: list[str] = []
    _CHUNKS(chunks, "/chunks", wrong)
    if wrong:
        raise Refused("invalid_chunks", wrong)
    if chunks and arguments.get("markdown_text"):
        raise Refused("invalid_arguments", ["[ERROR] markdown_text and chunks exclude each other"])
    for chunk in [{"type": "markdown_text", "text": arguments.get("markdown_text", "")}, *chunks]:
        _take(workspace, message, chunk)


def _take(workspace: Workspace, message: Message, chunk: Json) -> None:
    if chunk["type"] == "markdown_text":
        message.text += chunk["text"]
        # What is written over several chunks can become a link together: look at the whole each time.
        found = stream_markup(message.text)
        workspace.stream_markup += [one for one in found if one not in workspace.stream_markup]
    elif chunk["type"] == "task_update":
        message.tasks[chunk["id"]] = chunk
        shown = " ".join(str(chunk.get(key, "")) for key in ("title", "details", "output"))
        workspace.stream_markup += stream_markup(shown)
    elif chunk["type"] == "plan_update":
        message.tasks["plan"] = chunk
    else:
        blocks = [*message.blocks, *chunk["blocks"]]
        check_own_rules(workspace, chunk["blocks"])
        accept(workspace, {"text": message.text, "blocks": blocks})
        message.blocks = blocks


def _check_recipient(workspace: Workspace, arguments: Json) -> None:
    for name in ("recipient_team_id", "recipient_user_id"):
        if not arguments.get(name):
            raise Refused(f"missing_{name}")
    user = workspace.users.get(arguments["recipient_user_id"])
    if user is None:
        raise Refused("user_not_found")
    if user.team != arguments["recipient_team_id"]:
        raise Refused("team_not_found")


def _streaming(workspace: Workspace, arguments: Json) -> Message:
    message = workspace.find(arguments["channel"], arguments["ts"])
    if message is None:
        raise Refused("message_not_found")
    if message.user != BOT_USER:
        raise Refused("message_not_owned_by_app")
    if not message.streaming:
        raise Refused("message_not_in_streaming_state")
    return message
