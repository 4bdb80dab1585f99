"""What `/rapport help` says, and what somebody reads who mistyped."""

from __future__ import annotations

from typing import Final

from assistant.slack.admin.views import room_buttons
from assistant.slack.blocks import context, section
from assistant.slack.commands.lines import USAGE
from assistant.slack.outgoing import Markup, Message, bold, escape, lines
from knowledge.people import Role

_TELLS: Final = {
    "brief": "one screen before a call",
    "draft": "a message to the partner; it waits for you in our direct message",
    "attention": "which partners need you, and why",
    "note": "keeps what you learned",
    "remind": "tells you on that day",
    "digest": "what changed; `digest settings` says when it comes",
    "admin": "who covers for you; for leads and admins also books, roles, channels, imports, the log",
}
_ANYTHING: Final = "Or just ask: `/rapport which partners went quiet in DACH?`"
_NO_ROOM: Final = "There is nothing for you to decide here. An admin can give you another role."
_PRIVATE: Final = "Only you see the answers. Nothing is sent to a partner before you approve it."


def help_message(about: str = "") -> Message:
    """What there is, or how one subcommand is used."""
    if about:
        said = f"Tell me more, for example: `/rapport {USAGE[about]}`"
        return Message(said, [section(escape(said))])
    head = "I know your partners: who needs you, what to write, what was agreed."
    examples = [f"`/rapport {USAGE[name]}`: {told}" for name, told in _TELLS.items()]
    shown = lines(*(Markup(f"• {escape(example)}") for example in examples))
    blocks = [section(bold(head)), section(shown), section(escape(_ANYTHING)), context(escape(_PRIVATE))]
    return Message("\n".join([head, *examples, _ANYTHING, _PRIVATE]), blocks)


def admin_message(role: Role) -> Message:
    """What somebody of that role may decide."""
    buttons = room_buttons(role)
    said = "What would you like to see or change?" if buttons else _NO_ROOM
    return Message(said, [section(escape(said)), *buttons])


def mistyped_message(about: str) -> Message:
    """For a word that is nearly a subcommand."""
    said = f"Did you mean `/rapport {USAGE[about]}`? `/rapport help` shows all there is."
    return Message(said, [section(escape(said))])
