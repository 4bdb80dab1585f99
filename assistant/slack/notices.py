"""What Rapport says in Slack when it is not answering a question."""

from __future__ import annotations

from typing import Final

from assistant.slack.outgoing import Message, escape, section

UNKNOWN_PERSON: Final = (
    "I do not know you yet. Please ask an admin to add you to the managers, with the e-mail you use in Slack."
)
ANSWERING_PRIVATELY: Final = "I will answer in our direct message."
ANSWERED_PRIVATELY: Final = "I have answered in our direct message, since others read along here."
ASK_SOMETHING: Final = "Ask me something, for example: `/rapport which partners need attention?`"
FAILED: Final = (
    "Something went wrong on my side, and I could not answer. Nothing was changed. Please ask again."
)
THANKS: Final = "Thank you. That helps me to answer better."
WHAT_WAS_MEANT: Final = "What did you mean? Answer here, for example: “I meant Acme Ltd”."
NOTICES: Final = {
    "unknown_person": UNKNOWN_PERSON,
    "answered_privately": ANSWERED_PRIVATELY,
    "thanks": THANKS,
}
"""By the name under which a workflow carries them."""

LOOKUP_FAILED: Final = "I could not check who you are just now. Please try again in a minute."
TOO_LONG_TO_EDIT: Final = "This message is too long for Slack's editor. Ask for a shorter one."


def notice(text: str) -> Message:
    """A plain line."""
    return Message(text, [section(escape(text))])
