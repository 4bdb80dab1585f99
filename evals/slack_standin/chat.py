"""Posts of the app: chat.postMessage, postEphemeral, update, delete."""

from __future__ import annotations

from evals.slack_standin.accepting import accept, postable, thread_must_exist
from evals.slack_standin.manifest import Manifest
from evals.slack_standin.rules import Refused, breaches, markup
from evals.slack_standin.workspace import BOT_USER, Channel, Json, Message, Workspace


def post_message(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """A post into a channel that the bot is in."""
    channel = postable(workspace, arguments["channel"])
    if arguments.get("thread_ts"):
        thread_must_exist(workspace, channel.id, arguments["thread_ts"])
    message = _message(workspace, channel, arguments)
    if problems := breaches(arguments):
        workspace.breaches.extend(problems)
        raise Refused("invalid_arguments", problems)
    workspace.markup.extend(markup(arguments))
    workspace.messages.append(message)
    workspace.statuses.pop((channel.id, message.thread_ts), None)
    return {"channel": channel.id, "ts": message.ts, "message": message.to_json()}


def post_ephemeral(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """A post that one person sees, until they reload."""
    channel = postable(workspace, arguments["channel"])
    if arguments["user"] not in channel.members:
        raise Refused("user_not_in_channel")
    message = _message(workspace, channel, arguments)
    # An ephemeral message never unfurls, and Slack takes no such flags for it.
    if problems := breaches({**arguments, "unfurl_links": False, "unfurl_media": False}):
        workspace.breaches.extend(problems)
        raise Refused("invalid_arguments", problems)
    workspace.markup.extend(markup(arguments))
    message.ephemeral_to = arguments["user"]
    workspace.messages.append(message)
    return {"message_ts": message.ts}


def update(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """Change a post of our own that no longer grows."""
    message = workspace.find(arguments["channel"], arguments["ts"])
    if message is None:
        raise Refused("message_not_found")
    if message.user != BOT_USER:
        raise Refused("cant_update_message")
    if message.streaming:
        raise Refused("streaming_state_conflict")
    accept(workspace, arguments)
    if problems := breaches({**arguments, "unfurl_links": False, "unfurl_media": False}):
        workspace.breaches.extend(problems)
        raise Refused("invalid_arguments", problems)
    workspace.markup.extend(markup(arguments))
    message.text, message.blocks = arguments.get("text", ""), arguments.get("blocks", [])
    message.metadata = arguments.get("metadata", message.metadata)
    message.edited += 1
    return {"channel": message.channel, "ts": message.ts, "text": message.text}


def delete(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """Take back a post of our own."""
    message = workspace.find(arguments["channel"], arguments["ts"])
    if message is None:
        raise Refused("message_not_found")
    if message.user != BOT_USER:
        raise Refused("cant_delete_message")
    workspace.messages.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def _message(workspace: Workspace, channel: Channel, arguments: Json) -> Message:
    accept(workspace, arguments)
    return Message(
        channel.id,
        workspace.next_ts(),
        BOT_USER,
        arguments.get("text", ""),
        arguments.get("thread_ts", ""),
        arguments.get("blocks", []),
        arguments.get("metadata"),
    )
