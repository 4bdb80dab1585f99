"""Who and where: auth, team, users and conversations."""

from __future__ import annotations

from typing import Final

from evals.slack_standin.accepting import known_channel
from evals.slack_standin.manifest import Manifest
from evals.slack_standin.rules import Refused
from evals.slack_standin.workspace import BOT_ID, BOT_USER, TEAM, Json, Message, User, Workspace

PAGE: Final = 15  # history objects a call, for apps outside the Marketplace


def auth_test(_workspace: Workspace, manifest: Manifest, _arguments: Json) -> Json:
    """Who the bot is; scopes travel in a header at Slack, and here."""
    who = {"url": "https://rapport.slack.test/", "team": "Rapport", "user": "rapport"}
    return {**who, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID, "is_enterprise_install": False} | {
        "_scopes": ",".join(sorted(manifest.scopes))
    }


def team_info(_workspace: Workspace, _manifest: Manifest, _arguments: Json) -> Json:
    """Our team."""
    return {"team": {"id": TEAM, "name": "Rapport", "domain": "rapport"}}


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
    return {"user": _shown(_user(workspace, arguments["user"]), manifest)}


def list_users(workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
    """Everybody of the workspace, guests, bots and who has left among them, page by page; no strangers."""
    ours = [user for user in workspace.users.values() if not user.is_stranger]
    start, limit = int(arguments.get("cursor") or 0), min(int(arguments.get("limit") or 100), 999)
    page = [_shown(user, manifest) for user in ours[start : start + limit]]
    cursor = str(start + limit) if start + limit < len(ours) else ""
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


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


def conversation(workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
    """One conversation; a private one only from inside."""
    channel = known_channel(workspace, arguments["channel"])
    manifest.needs(f"{channel.kind}:read")
    if channel.kind != "channels" and BOT_USER not in channel.members:
        raise Refused("channel_not_found")
    return {"channel": channel.to_json()}


def members(workspace: Workspace, manifest: Manifest, arguments: Json) -> Json:
    """Who is in a conversation, page by page."""
    conversation(workspace, manifest, arguments)
    found = sorted(workspace.channels[arguments["channel"]].members)
    start, limit = int(arguments.get("cursor") or 0), min(int(arguments.get("limit") or 100), 999)
    cursor = str(start + limit) if start + limit < len(found) else ""
    return {"members": found[start : start + limit], "response_metadata": {"next_cursor": cursor}}


def _user(workspace: Workspace, user_id: str) -> User:
    if user_id not in workspace.users:
        raise Refused("user_not_found")
    return workspace.users[user_id]


def _shown(user: User, manifest: Manifest) -> Json:
    """What the app may see of somebody."""
    shown = user.to_json()
    if "users:read.email" not in manifest.scopes:
        del shown["profile"]["email"]
    return shown


def _readable(workspace: Workspace, manifest: Manifest, arguments: Json) -> list[Message]:
    channel = known_channel(workspace, arguments["channel"])
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
