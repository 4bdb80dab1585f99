"""How far a job is, in words, the same in Slack and in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.counting import counted
from assistant.drafting.recipients import RefusalReason
from assistant.jobs.writing import FAILED, GONE, NOT_ALLOWED
from knowledge.draft_jobs import JobState, Tally

_WHY: Final[Mapping[str, str]] = MappingProxyType(
    {
        RefusalReason.PARTNER_ENDED: "the partnership has ended",
        RefusalReason.OPTED_OUT: "the contact has opted out",
        RefusalReason.CONTACT_LEFT: "the contact has left",
        RefusalReason.NO_CONTACT: "no contact is on file",
        RefusalReason.NO_OTHER_CONTACT: "there is no other contact who may be written to",
        RefusalReason.NO_ADDRESS: "no address is on file",
        RefusalReason.NO_TEXT: "every wording touched something that must not be said",
        RefusalReason.TOO_SOON: "one of us has just written to the contact",
        RefusalReason.ANSWERED: "they have written since",
        RefusalReason.SEVERE_TICKET: "a severe support case is open",
        RefusalReason.NO_OFFER: "no offer fits",
        RefusalReason.NO_LEVEL_CHANGE: "their level has not changed lately",
        RefusalReason.NO_COMMISSION: "there is no commission to speak of",
        RefusalReason.NO_CONSENT: "both sides have not agreed",
        NOT_ALLOWED: "somebody else looks after the partner",
        GONE: "the partner was merged into another or removed since",
        FAILED: "something went wrong (ask for that one alone)",
    }
)


def why_not(reason: str) -> str:
    """Why nothing was written to a partner."""
    return _WHY.get(reason, reason.replace("_", " "))


def progress_in_words(tally: Tally) -> str:
    """How many are written, and how many cannot be written to: `142 of 500 written, 12 cannot …`."""
    said = f"{tally.written} of {tally.total} written"
    if tally.refused:
        said += f", {tally.refused} cannot be written to"
    ended = {
        JobState.RUNNING: ".",
        JobState.DONE: ". Done: nothing leaves before you approve it.",
        JobState.CANCELLED: ". Cancelled: what is written waits for you, the rest is not written.",
    }
    return said + ended[tally.state]


def refusals_in_words(tally: Tally) -> str:
    """To how many nothing was written and why, the most frequent reason first; empty when there are none."""
    reasons = tally.reasons.most_common()
    if not reasons:
        return ""
    whom = counted(sum(count for _, count in reasons), "partner")
    if len(reasons) == 1:
        return f"I wrote nothing to {whom}: {why_not(reasons[0][0])}."
    each = ", ".join(f"to {count:,} as {why_not(reason)}" for reason, count in reasons)
    return f"I wrote nothing to {whom}: {each}."
