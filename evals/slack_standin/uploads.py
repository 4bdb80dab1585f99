"""Files: three steps to upload one, a look at it, and its address."""

from __future__ import annotations

import json
import mimetypes
from dataclasses import dataclass

from aiohttp import web

from evals.slack_standin.accepting import known_channel, postable, visible_to_bot
from evals.slack_standin.manifest import Manifest
from evals.slack_standin.rules import Refused, breaches
from evals.slack_standin.tokens import Tokens
from evals.slack_standin.workspace import BOT_USER, File, Json, Message, Workspace


def get_upload_url(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """The first step: an address for so many bytes."""
    length = int(arguments["length"])
    if length <= 0:
        raise Refused("invalid_arguments", ["[ERROR] length must be more than 0"])
    file = new_file(workspace, arguments["filename"], BOT_USER, length)
    return {"file_id": file.id, "upload_url": f"{workspace.base}/upload/{file.id}"}


def complete_upload(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """The last step: the files exist, and stand in a channel if one was named."""
    files = [_own(workspace, one["id"]) for one in _listed(arguments["files"])]
    if not files or any(file.content is None for file in files):
        raise Refused("file_not_found" if not files else "file_upload_incomplete")
    place = arguments.get("channel_id") or arguments.get("channels")
    for file in files:
        file.completed, file.ready_at = True, workspace.now() + workspace.processing
    if place:
        _share(workspace, files, {**arguments, "channel": place})
    return {"files": [file.to_json(workspace.base) for file in files]}


def info(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """One file; its type is empty while Slack looks through it."""
    file = _seen(workspace, arguments["file"])
    body = file.to_json(workspace.base)
    if workspace.now() < file.ready_at:
        body |= {"mimetype": "", "filetype": ""}
    return {"file": body}


def delete(workspace: Workspace, _manifest: Manifest, arguments: Json) -> Json:
    """Take a file of our own away."""
    file = _seen(workspace, arguments["file"])
    if file.user != BOT_USER:
        raise Refused("cant_delete_file")
    file.deleted, file.content = True, None
    return {}


def new_file(
    workspace: Workspace, name: str, user: str, length: int, content: bytes | None = None, mimetype: str = ""
) -> File:
    """A file that begins to exist."""
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(workspace.next_id("F"), name, mimetype or guessed, user, length, content)
    workspace.files[file.id] = file
    return file


@dataclass(frozen=True)
class FileServer:
    """The addresses behind uploads and downloads."""

    workspace: Workspace
    manifest: Manifest
    tokens: Tokens

    async def upload(self, request: web.Request) -> web.Response:
        """The second step: the bytes, as a body or as a form."""
        content = await _sent(request)
        with self.workspace.changed:
            file = self.workspace.files.get(request.match_info["file"])
            if file is None or file.content is not None:
                return web.Response(status=404, text="file_not_found")
            if len(content) != file.length:
                return web.Response(status=400, text="length does not match")
            file.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        """A file for a token that may read it; for anybody else, the page to sign in."""
        header = request.headers.get("Authorization", "")
        with self.workspace.changed:
            file = self.workspace.files.get(request.match_info["file"])
            allowed = self.tokens.holds(header, self.manifest, "files:read")
            if file is None or file.deleted or not visible_to_bot(self.workspace, file):
                return web.Response(status=404, text="")
            if not allowed or file.content is None:
                page = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head></html>"
                return web.Response(text=page, content_type="text/html")
            return web.Response(body=file.content, content_type=file.mimetype)


def _share(workspace: Workspace, files: list[File], arguments: Json) -> None:
    channel = postable(workspace, arguments["channel"])
    comment = arguments.get("initial_comment", "")
    rules = {"text": comment or "file", "unfurl_links": False, "unfurl_media": False, "parse": "none"}
    if problems := breaches(rules):
        workspace.breaches.extend(problems)
        raise Refused("invalid_arguments", problems)
    for file in files:
        file.channels.add(known_channel(workspace, channel.id).id)
    shown = [file.to_json(workspace.base) for file in files]
    post = Message(
        channel.id, workspace.next_ts(), BOT_USER, comment, arguments.get("thread_ts", ""), files=shown
    )
    workspace.messages.append(post)


def _listed(files: object) -> list[Json]:
    found: list[Json] = json.loads(files) if isinstance(files, str) else files  # type: ignore[assignment]  # JSON
    return found


def _own(workspace: Workspace, file_id: str) -> File:
    file = workspace.files.get(file_id)
    if file is None or file.user != BOT_USER:
        raise Refused("file_not_found")
    return file


def _seen(workspace: Workspace, file_id: str) -> File:
    file = workspace.files.get(file_id)
    if file is None or not visible_to_bot(workspace, file):
        raise Refused("file_not_found")
    if file.deleted:
        raise Refused("file_deleted")
    return file


async def _sent(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    form = await request.post()
    for part in form.values():
        if isinstance(part, web.FileField):
            return part.file.read()
    return b""
