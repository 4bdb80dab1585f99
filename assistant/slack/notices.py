"""What Rapport says in Slack when it is not answering a question."""

from __future__ import annotations

from typing import Final

from assistant.slack.blocks import actions, button, section
from assistant.slack.outgoing import Message, escape

LOOKUP_FAILED: Final = "I could not check who you are just now. Please try again in a minute."
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
NO_WORDS_HERE: Final = (
    "I see no question in this. Ask me, for example: “which partners need me this week?”, "
    "“brief me on Acme Ltd” or “draft a check-in to Acme Ltd”. `/rapport help` shows more."
)
FILES_ELSEWHERE: Final = (
    "I did not look at the file: in channels I read words alone. If it is data, drop it here, "
    "and I show you what it would change."
)
ABOUT_THE_FILE: Final = (
    "I took what you wrote to be about the file, and show you what it would change. "
    "If you asked for something else, please write that again without the file."
)
EDITED: Final = (
    "You changed your message. I answer what it said first: "
    "if you need another answer, please write the new words as a message of their own."
)
PARTNER_GONE: Final = (
    "This partner is not on file any more: it was merged or removed. Ask me about it by name."
)
ANSWER_GONE: Final = "I do not have this answer any more. Please ask me the same again."
ANSWERED_PRIVATELY: Final = "I have answered in our direct message, since others read along here."
FAILED: Final = (
    "Something went wrong on my side, and I could not answer. Nothing was changed. Please ask again."
)
THANKS: Final = "Thank you. That helps me to answer better."
WHAT_WAS_MEANT: Final = "What did you mean? Answer here, for example: “I meant Acme Ltd”."
NOT_YOURS_TO_OPEN: Final = (
    "I made this answer for somebody else, and you may not see all of it. Ask me the same: I will answer you."
)
NOT_YOURS_TO_JUDGE: Final = (
    "I made this answer for somebody else, and keep only what they think of it. "
    "Ask me the same, and judge your own answer."
)
NOT_APPROVER: Final = "Only who approved this message can say what became of it."
NOT_AS_APPROVED: Final = "This message has changed since it was approved. Its card shows how it stands now."
NOTICES: Final = {
    "answered_privately": ANSWERED_PRIVATELY,
    "files_elsewhere": FILES_ELSEWHERE,
    "lookup_failed": LOOKUP_FAILED,
    "no_words": NO_WORDS,
    "own_words": OWN_WORDS,
    "thanks": THANKS,
}
"""By the name under which a workflow carries them; beside these there is `unknown_person`."""

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
