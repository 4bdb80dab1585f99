"""The Web API over HTTP: faults, token, arguments, scopes, rate, then the method itself."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from aiohttp import web

from evals.slack_standin import chat, directory, pane, streams, uploads
from evals.slack_standin.faults import Fault
from evals.slack_standin.manifest import Manifest
from evals.slack_standin.methods import METHODS, check_arguments
from evals.slack_standin.rates import Rates
from evals.slack_standin.rules import Refused
from evals.slack_standin.surfaces import Surfaces
from evals.slack_standin.tokens import Tokens
from evals.slack_standin.workspace import Json, Workspace

_FORM: Final = "application/x-www-form-urlencoded"
_STRUCTURED: Final = frozenset(
    {"blocks", "view", "metadata", "attachments", "prompts", "chunks", "loading_messages"}
)
_CREDENTIALS: Final = frozenset({"token", "client_id", "client_secret"})
_FLAGS: Final = frozenset({"include_all_metadata", "inclusive", "unfurl_links", "unfurl_media"})


Answerer: TypeAlias = Callable[[Workspace, Manifest, Json], Json]
_ANSWERERS: Final[dict[str, Answerer]] = {
    "auth.test": directory.auth_test,
    "team.info": directory.team_info,
    "chat.postMessage": chat.post_message,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "chat.startStream": streams.start_stream,
    "chat.appendStream": streams.append_stream,
    "chat.stopStream": streams.stop_stream,
    "conversations.open": directory.open_conversation,
    "conversations.history": directory.history,
    "conversations.replies": directory.replies,
    "conversations.info": directory.conversation,
    "conversations.members": directory.members,
    "users.conversations": directory.my_conversations,
    "users.info": directory.user_info,
    "users.list": directory.list_users,
    "users.lookupByEmail": directory.lookup_by_email,
    "files.getUploadURLExternal": uploads.get_upload_url,
    "files.completeUploadExternal": uploads.complete_upload,
    "files.info": uploads.info,
    "files.delete": uploads.delete,
    "assistant.threads.setStatus": pane.set_status,
    "assistant.threads.setTitle": pane.set_title,
    "assistant.threads.setSuggestedPrompts": pane.set_prompts,
}


def _views(surfaces: Surfaces) -> dict[str, Answerer]:
    return {
        "views.open": surfaces.open_view,
        "views.push": surfaces.push_view,
        "views.update": surfaces.update_view,
        "views.publish": surfaces.publish_view,
    }


@dataclass(frozen=True)
class Call:
    """One call of the Web API as it came in, and what Slack said to it."""

    method: str
    arguments: Json
    answer: str
    at: float = field(default_factory=time.monotonic)


@dataclass
class WebApi:
    """Answers Web API calls against one workspace."""

    workspace: Workspace
    manifest: Manifest
    rates: Rates
    surfaces: Surfaces
    tokens: Tokens
    socket_url: Callable[[], str]
    faults: list[Fault] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        own = {"apps.connections.open": lambda _workspace, _manifest, _arguments: {"url": self.socket_url()}}
        self._answerers: dict[str, Answerer] = {**_ANSWERERS, **_views(self.surfaces), **own}

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request."""
        method = request.match_info["method"]
        try:
            arguments = await _arguments(request)
        except Refused as refusal:
            return web.json_response(_failure(refusal))
        fault = self._fault(method, arguments)
        if fault is None:
            return self._reply(method, request, arguments)
        return await self._faulty(fault, method, request, arguments)

    async def _faulty(
        self, fault: Fault, method: str, request: web.Request, arguments: Json
    ) -> web.StreamResponse:
        await asyncio.sleep(fault.delay)
        if fault.before:
            await asyncio.to_thread(fault.before)
        if fault.drop == "request":
            return _cut(request)
        if fault.status:
            self._note(method, arguments, f"HTTP {fault.status}")
            return web.Response(status=fault.status, headers={"Retry-After": "1"}, text="")
        if fault.error:
            self._note(method, arguments, fault.error)
            return web.json_response({"ok": False, "error": fault.error})
        reply = self._reply(method, request, arguments)
        if fault.after:
            await asyncio.to_thread(fault.after)
        return _cut(request) if fault.drop == "reply" else reply

    def _fault(self, method: str, arguments: Json) -> Fault | None:
        with self.workspace.changed:
            return next((fault for fault in self.faults if fault.strikes(method, arguments)), None)

    def _reply(self, method: str, request: web.Request, arguments: Json) -> web.Response:
        with self.workspace.changed:
            try:
                body = {"ok": True, **self._answer(method, request, arguments)}
            except Refused as refusal:
                body = _failure(refusal)
            self._note(method, arguments, body.get("error", "ok"))
            self.workspace.changed.notify_all()
        headers = {"X-OAuth-Scopes": body.pop("_scopes")} if "_scopes" in body else {}
        if body.get("error") == "ratelimited":
            headers["Retry-After"] = str(body.pop("retry_after"))
            return web.json_response(body, status=429, headers=headers)
        return web.json_response(body, headers=headers)

    def _answer(self, name: str, request: web.Request, arguments: Json) -> Json:
        if name not in METHODS:
            raise Refused("unknown_method", req_method=name)
        method = METHODS[name]
        header = request.headers.get("Authorization", "")
        if method.token:
            self.tokens.check(header, method.token)
        if request.content_type == "application/json" and arguments and not method.json:
            raise Refused("invalid_arguments", ["[ERROR] this method takes a form, not JSON"])
        check_arguments(method, arguments)
        self.manifest.needs(*method.scopes)
        wait = self.rates.wait(name, str(arguments.get("channel", "")), method.per_minute)
        if wait:
            raise Refused("ratelimited", retry_after=wait)
        if name == "oauth.v2.access":
            return self.tokens.access(header, arguments)
        if name == "auth.revoke":
            return self.tokens.revoke(header)
        return self._answerers[name](self.workspace, self.manifest, arguments)

    def _note(self, method: str, arguments: Json, answer: str) -> None:
        self.calls.append(Call(method, arguments, answer))


async def _arguments(request: web.Request) -> Json:
    """The arguments of a call, whether JSON or a form; the token belongs into the header."""
    raw = await request.read()
    if not raw:
        return {}
    if request.content_type == _FORM:
        form = {key: str(value) for key, value in (await request.post()).items() if key not in _CREDENTIALS}
        return {key: _from_form(key, value) for key, value in form.items()}
    if request.content_type != "application/json" or (request.charset or "").lower() != "utf-8":
        raise Refused("invalid_post_type")
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise Refused("invalid_json") from error
    if not isinstance(body, dict):
        raise Refused("json_not_object")
    return {key: value for key, value in body.items() if key != "token"}


def _from_form(key: str, value: str) -> object:
    if key in _STRUCTURED:
        return json.loads(value)
    return value in ("1", "true") if key in _FLAGS else value


def _failure(refusal: Refused) -> Json:
    body: Json = {"ok": False, "error": refusal.error, **refusal.more}
    if refusal.messages:
        body |= {"errors": refusal.messages, "response_metadata": {"messages": refusal.messages}}
    return body


def _cut(request: web.Request) -> web.Response:
    """The connection breaks, and with it whatever would have been answered."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
