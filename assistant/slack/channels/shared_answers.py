"""What stands beside an answer because of where it stands, and the copy of one that its asker shares."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from assistant.contract import Answer
from assistant.slack import limits
from assistant.slack.answers import answer_message
from assistant.slack.blocks import actions, button, context
from assistant.slack.channels.audience import Barrier
from assistant.slack.outgoing import Block, Message, escape

SHARE: Final = "share_here"
DRAFTS_APART: Final = "The drafts are in your direct message with me: only there can they be approved."
_NO_COPY_OF: Final = ("drafts", "pending", "undo", "job", "suggestions")

REFUSALS: Final = {
    Barrier.BOOKS_APART: "I did not share it: here, managers see only their own partners.",
    Barrier.NOT_A_MEMBER: "I did not share it: I am not in that channel. Invite me there, then try again.",
    Barrier.SHARED: "I did not share it: that channel is shared with people outside our workspace.",
    Barrier.GUESTS: "I did not share it: there are guests in that channel.",
    Barrier.TOO_MANY: "I did not share it: more people are in that channel than I can look through.",
    Barrier.UNSURE: "I did not share it: I could not see who reads along there. Try again in a minute.",
}
"""What the asker is told, by what stood in the way."""
SHARED: Final = "Shared in the thread where you asked."


def with_share(message: Message, question_id: str) -> Message:
    """A private answer to what was asked in a channel, with the button that puts a copy there."""
    line = "Only you see this. “Share here” puts a copy into the thread where you asked."
    return _ending(message, [context(escape(line)), actions([button("Share here", SHARE, question_id)])])


def with_line(message: Message, line: str) -> Message:
    """The message with one more line of small print."""
    return _ending(replace(message, text=f"{message.text}\n{line}"), [context(escape(line))])


def shared_copy(answer: Answer, name: str) -> Message:
    """The answer as everybody in the thread may read it: no drafts, nothing to click.

    Args:
        answer: As its asker got it.
        name: Who shares it.
    """
    bare = answer.model_copy(update=dict.fromkeys(_NO_COPY_OF))
    return with_line(answer_message(bare), f"Shared by {' '.join(name.split())[:80]}")


def _ending(message: Message, last: list[Block]) -> Message:
    return replace(message, blocks=[*message.blocks[: limits.BLOCKS - len(last)], *last])
