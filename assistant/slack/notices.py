"""What Rapport says in Slack when it is not answering a question."""

from __future__ import annotations

from typing import Final

from assistant.slack.blocks import actions, button, section
from assistant.slack.outgoing import Message, escape

UNKNOWN_PERSON: Final = (
    "I do not know you yet, so I cannot tell you about our partners. Only an admin can add you."
)
ASK_ADMIN: Final = "ask_admin"
LOOKING: Final = "Looking …"
OWN_WORDS: Final = (
    "I read only what you write yourself, not what you forward, quote or paste as code. "
    "Tell me what you need, for example: “note on Acme Ltd: they want a price list”."
)
NO_WORDS: Final = (
    "You mentioned me in a channel and said nothing else. "
    "Ask me there or here, for example: “which partners need me this week?”"
)
ANSWERED_PRIVATELY: Final = "I have answered in our direct message, since others read along here."
FAILED: Final = (
    "Something went wrong on my side, and I could not answer. Nothing was changed. Please ask again."
)
THANKS: Final = "Thank you. That helps me to answer better."
WHAT_WAS_MEANT: Final = "What did you mean? Answer here, for example: “I meant Acme Ltd”."
NOT_YOURS_TO_OPEN: Final = (
    "I made this answer for somebody else, and you may not see all of it. Ask me the same: I will answer you."
)
NOTICES: Final = {
    "answered_privately": ANSWERED_PRIVATELY,
    "no_words": NO_WORDS,
    "own_words": OWN_WORDS,
    "thanks": THANKS,
}
"""By the name under which a workflow carries them; beside these there is `unknown_person`."""

LOOKUP_FAILED: Final = "I could not check who you are just now. Please try again in a minute."
TOO_LATE: Final = "That took too long, so the form did not open. Please click again."
TOO_LONG_TO_EDIT: Final = "This message is too long for Slack's editor. Ask for a shorter one."


def notice(text: str) -> Message:
    """A plain line."""
    return Message(text, [section(escape(text))])


def named(name: str) -> Message:
    """A notice by the name under which a workflow carries it."""
    return unknown_person() if name == "unknown_person" else notice(NOTICES[name])


def unknown_person() -> Message:
    """For a colleague who is not among the managers, with a button that asks an admin."""
    return Message(
        UNKNOWN_PERSON,
        [section(escape(UNKNOWN_PERSON)), actions([button("Ask an admin", ASK_ADMIN, "ask", "primary")])],
    )
