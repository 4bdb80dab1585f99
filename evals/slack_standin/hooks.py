"""Response URLs: five answers within thirty minutes to a command, a click or a shortcut."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from evals.slack_standin.accepting import accept
from evals.slack_standin.rules import Refused, breaches, markup
from evals.slack_standin.shapes import choice, flag, items, record, string
from evals.slack_standin.workspace import BOT_USER, Json, Message, Workspace

USES: Final = 5
SECONDS: Final = 30 * 60.0


def _anything(_value: object, _where: str, _wrong: list[str]) -> None:
    """Looked at with the whole message."""


_SHAPE: Final = record(
    {},
    {
        "text": string(40_000, 0),
        "blocks": items(_anything, 0, 50),
        "response_type": choice("ephemeral", "in_channel"),
        "replace_original": flag,
        "delete_original": flag,
        "thread_ts": string(100),
        "metadata": _anything,
        "parse": choice("none"),
        "unfurl_links": choice(False),
        "unfurl_media": choice(False),
    },
)


@dataclass
class Hook:
    """One response URL: for whom, where, about which message."""

    user: str
    channel: str
    message: Message | None
    issued: float
    uses: int = 0


@dataclass
class Hooks:
    """All response URLs of a workspace."""

    workspace: Workspace
    _hooks: dict[str, Hook] = field(default_factory=dict)

    def issue(self, kind: str, user: str, channel: str, message: Message | None = None) -> str:
        """A fresh address."""
        key = secrets.token_hex(12)
        self._hooks[key] = Hook(user, channel, message, self.workspace.now())
        return f"{self.workspace.base}/hooks/{kind}/{key}"

    async def respond(self, request: web.Request) -> web.Response:
        """Take one answer of the app."""
        raw = await request.read()
        with self.workspace.changed:
            try:
                self._take(request.match_info["key"], raw)
            except Refused as refusal:
                status = 404 if refusal.error in ("used_url", "expired_url", "no_such_url") else 400
                body = {"ok": False, "error": refusal.error, "messages": refusal.messages}
                return web.json_response(body, status=status)
            finally:
                self.workspace.changed.notify_all()
        return web.Response(text="ok")

    def _take(self, key: str, raw: bytes) -> None:
        hook = self._hooks.get(key)
        if hook is None:
            raise Refused("no_such_url")
        if self.workspace.now() - hook.issued > SECONDS:
            raise Refused("expired_url")
        if hook.uses >= USES:
            raise Refused("used_url")
        hook.uses += 1
        answer = _read(raw)
        if answer.get("delete_original"):
            self._remove(hook)
        else:
            self._show(hook, answer)

    def _remove(self, hook: Hook) -> None:
        if hook.message not in self.workspace.messages:
            raise Refused("message_not_found")
        self.workspace.messages.remove(hook.message)

    def _show(self, hook: Hook, answer: Json) -> None:
        accept(self.workspace, answer)
        # A text beside blocks is never shown with links; alone, it must say that nothing is to be parsed.
        quiet: Json = {"unfurl_links": False, "unfurl_media": False}
        quiet |= {"parse": "none"} if answer.get("blocks") else {}
        if problems := breaches({**answer, **quiet}):
            self.workspace.breaches.extend(problems)
            raise Refused("invalid_arguments", problems)
        self.workspace.markup.extend(markup(answer))
        if answer.get("replace_original") and hook.message in self.workspace.messages:
            hook.message.text, hook.message.blocks = answer.get("text", ""), answer.get("blocks", [])
            hook.message.edited += 1
        else:
            self.workspace.messages.append(self._message(hook, answer))

    def _message(self, hook: Hook, answer: Json) -> Message:
        alone = answer.get("response_type", "ephemeral") == "ephemeral"
        return Message(
            hook.channel,
            self.workspace.next_ts(),
            BOT_USER,
            answer.get("text", ""),
            answer.get("thread_ts", ""),
            answer.get("blocks", []),
            answer.get("metadata"),
            ephemeral_to=hook.user if alone else "",
        )


def _read(raw: bytes) -> Json:
    try:
        answer: Json = json.loads(raw)
    except ValueError as error:
        raise Refused("invalid_payload") from error
    wrong: list[str] = []
    _SHAPE(answer, "", wrong)
    if wrong:
        raise Refused("invalid_payload", wrong)
    return answer
