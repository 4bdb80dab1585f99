"""The chat, conversations and users methods, acting on a workspace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from evals.slack_standin.methods import Manifest
from evals.slack_standin.rules import Refused, breaches, check_message, markup
from evals.slack_standin.workspace import BOT_ID, BOT_USER, TEAM, Channel, Json, Message, User, Workspace

Answerer: TypeAlias = Callable[[Workspace, Manifest, Json], Json]
PAGE: Final = 15  # history objects a call, for apps outside the Marketplace
STREAM_CHARACTERS: Final = 12_000


def auth_test(_workspace: Workspace, manifest: Manifest, _arguments: Json) -> Json:
    """Who the bot is; scopes travel in a header at Slack, and here."""
    who = {"url": "https://rapport.slack.test/", "team": "Rapport", "user": "rapport"}
    return {**who, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID, "is_enterprise_install": False} | {
        "_scopes": ",".join(sorted(manifest.scopes))
    }


def team_info(_workspace: Workspace, _manifest: Manifest, _arguments: Json) -> Json:
    """Our team."""
    return {"team": {"id": TEAM, "name": "Rapport", "domain": "rapport"}}


def post_message(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """A post into a channel that the bot is in."""
    channel = _postable(workspace, arguments["channel"])
    _check_thread(workspace, arguments)
    message = _message(workspace, channel, arguments)
    if problems := breaches(arguments):
        workspace.breaches.extend(problems)
        raise Refused("invalid_arguments", problems)
    workspace.markup.extend(markup(arguments))
    workspace.messages.append(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.to_json()}


def post_ephemeral(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """A post that one person sees, until they reload."""
    channel = _postable(workspace, arguments["channel"])
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
    """Change a post of our own."""
    message = workspace.find(arguments["channel"], arguments["ts"])
    if message is None:
        raise Refused("message_not_found")
    if message.user != BOT_USER:
        raise Refused("cant_update_message")
    check_message(arguments)
    if problems := breaches({**arguments, "unfurl_links": False, "unfurl_media": False}):
        workspace.breaches.extend(problems)
        raise Refused("invalid_arguments", problems)
    workspace.markup.extend(markup(arguments))
    message.text, message.blocks = arguments.get("text", ""), arguments.get("blocks", [])
    message.metadata = arguments.get("metadata", message.metadata)
    message.edited += 1
    return {"channel": message.channel, "ts": message.ts, "text": message.text}


def open_conversation(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """The direct message with one person."""
    user = _user(workspace, arguments["users"])
    if user.deleted:
        raise Refused("user_disabled")
    if user.is_bot:
        raise Refused("cannot_dm_bot")
    return {"channel": {"id": workspace.direct_message(user.id).id}}


def history(workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
    """The newest posts that stand in no thread, at most `PAGE` a call."""
    posts = _readable(workspace, manifest, arguments)
    return _page([post for post in posts if post.thread_ts in ("", post.ts)], arguments)


def replies(workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
    """A thread: its first post and the answers."""
    posts = _readable(workspace, manifest, arguments)
    thread = [post for post in posts if arguments["ts"] in (post.ts, post.thread_ts)]
    if not thread:
        raise Refused("thread_not_found")
    return _page(thread, arguments)


def user_info(workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
    """One person; the e-mail only with its scope."""
    user = _user(workspace, arguments["user"]).to_json()
    if "users:read.email" not in manifest.scopes:
        del user["profile"]["email"]
    return {"user": user}


def my_conversations(workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
    """The channels that the bot is in; each type has a scope of its own."""
    kinds = {"public_channel": "channels", "private_channel": "groups", "im": "im"}
    wanted = [kinds[kind] for kind in arguments.get("types", "public_channel").split(",")]
    manifest.needs(*(f"{kind}:read" for kind in wanted))
    mine = [
        {
            "id": channel.id,
            "name": channel.name,
            "is_archived": channel.archived,
            "is_ext_shared": channel.shared,
        }
        for channel in workspace.channels.values()
        if channel.kind in wanted and BOT_USER in channel.members
    ]
    start, limit = int(arguments.get("cursor") or 0), min(int(arguments.get("limit") or 100), 999)
    cursor = str(start + limit) if start + limit < len(mine) else ""
    return {"channels": mine[start : start + limit], "response_metadata": {"next_cursor": cursor}}


def lookup_by_email(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """The active member with an e-mail."""
    for user in workspace.users.values():
        if user.email.lower() == arguments["email"].lower() and not user.deleted:
            return {"user": user.to_json()}
    raise Refused("users_not_found")


def start_stream(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """Open a message that grows."""
    channel = _postable(workspace, arguments["channel"])
    _check_stream(arguments)
    text, thread = arguments.get("markdown_text", ""), arguments["thread_ts"]
    message = Message(channel.id, workspace.next_ts(), BOT_USER, text, thread, streaming=True)
    workspace.messages.append(message)
    return {"channel": channel.id, "ts": message.ts}


def append_stream(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """Add to a message that grows."""
    message = _streaming(workspace, arguments)
    message.text += arguments.get("markdown_text", "")
    return {"channel": message.channel, "ts": message.ts}


def stop_stream(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """End a message that grows."""
    message = _streaming(workspace, arguments)
    message.text += arguments.get("markdown_text", "")
    message.blocks, message.metadata = arguments.get("blocks", []), arguments.get("metadata")
    check_message({"text": message.text, "blocks": message.blocks, "metadata": message.metadata})
    message.streaming = False
    return {"channel": message.channel, "ts": message.ts}


def _user(workspace: Workspace, user_id: str) -> User:
    if user_id not in workspace.users:
        raise Refused("user_not_found")
    return workspace.users[user_id]


def _channel(workspace: Workspace, channel_id: str) -> Channel:
    if channel_id not in workspace.channels:
        raise Refused("channel_not_found")
    return workspace.channels[channel_id]


def _postable(workspace: Workspace, channel_id: str) -> Channel:
    channel = _channel(workspace, channel_id)
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    if channel.archived:
        raise Refused("is_archived")
    return channel


def _message(workspace: Workspace, channel: Channel, arguments: Json) -> Message:
    check_message(arguments)
    return Message(
        channel.id,
        workspace.next_ts(),
        BOT_USER,
        arguments.get("text", ""),
        arguments.get("thread_ts", ""),
        arguments.get("blocks", []),
        arguments.get("metadata"),
    )


def _check_thread(workspace: Workspace, arguments: Json) -> None:
    thread = arguments.get("thread_ts")
    if thread and workspace.find(arguments["channel"], thread) is None:
        raise Refused("thread_not_found")


def _readable(workspace: Workspace, manifest: Manifest, arguments: Json) -> list[Message]:
    channel = _channel(workspace, arguments["channel"])
    manifest.needs(f"{channel.kind}:history")
    if arguments.get("include_all_metadata"):
        manifest.needs("metadata.message:read")
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    oldest, latest = arguments.get("oldest", "0"), arguments.get("latest", "9" * 12)
    here = [post for post in workspace.messages if post.channel == channel.id and not post.ephemeral_to]
    return [post for post in reversed(here) if float(oldest) < float(post.ts) < float(latest)]


def _page(posts: list[Message], arguments: Json) -> Json:
    start = int(arguments.get("cursor") or 0)
    limit = min(int(arguments.get("limit") or PAGE), PAGE)
    shown = [
        post.to_json(bool(arguments.get("include_all_metadata"))) for post in posts[start : start + limit]
    ]
    more = start + limit < len(posts)
    cursor = str(start + limit) if more else ""
    return {"messages": shown, "has_more": more, "response_metadata": {"next_cursor": cursor}}


def _streaming(workspace: Workspace, arguments: Json) -> Message:
    _check_stream(arguments)
    message = workspace.find(arguments["channel"], arguments["ts"])
    if message is None:
        raise Refused("message_not_found")
    if not message.streaming:
        raise Refused("message_not_in_streaming_state")
    return message


def _check_stream(arguments: Json) -> None:
    if len(arguments.get("markdown_text", "")) > STREAM_CHARACTERS:
        raise Refused("msg_too_long")
