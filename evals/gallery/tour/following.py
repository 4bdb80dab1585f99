"""Reminders and promises, up to the Monday on which they come; then digests, summaries and reviews."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from evals.gallery.tour.guide import Guide
from evals.gallery.tour.worlds import TEAM
from evals.sample_workspace import PRIYA, TOM

_MONDAY: Final = datetime(2026, 11, 2, 9, tzinfo=UTC)
_TUESDAY: Final = datetime(2026, 11, 3, 9, tzinfo=UTC)
_LATE: Final = datetime(2026, 11, 6, 9, tzinfo=UTC)
_QUARTER: Final = datetime(2027, 1, 5, 12, tzinfo=UTC)


def reminders_are_set(guide: Guide) -> None:
    """By natural dates, with and without one, and listed."""
    guide.ask(PRIYA, "Remind me on Tuesday to call Nebelhorn")
    guide.ask(PRIYA, "Remind me in two weeks to send Aurora Cloud the deck")
    guide.ask(PRIYA, "Remind me to ask Falkenried about the training")
    guide.ask(PRIYA, "Which reminders have I set?")
    guide.ask(PRIYA, "Move my reminder on Aurora Cloud to the end of the quarter")


def promises_are_proposed(guide: Guide) -> None:
    """What notes promise, proposed and never set by itself."""
    noted = guide.ask(PRIYA, "Note for Falkenried: I promised Henrik a price list by 13 November")
    if len(noted) > 1:
        guide.show("… and a reminder is proposed", noted[1:])
    guide.ask(PRIYA, "Which promises are late?")


def a_weekly_digest(guide: Guide) -> None:
    """The direct message on Monday, why something was in it, a mute; the post for the team."""
    dm = guide.world.slack.dm(PRIYA)
    came = guide.show(
        "Monday, 10:00: Priya's digest comes", guide.posted(dm, lambda: guide.world.at(_MONDAY))
    )
    digest = next(one for one in came if "week 45" in str(one.blocks))
    why = guide.press(PRIYA, digest, "Why was this here?")
    guide.show("Priya chooses “Why was this here?”", guide.posted(dm, why))
    mute = guide.press(PRIYA, digest, "Mute in my digest")
    guide.show("Priya chooses “Mute in my digest”", guide.posted(dm, mute))
    guide.show("The team's channel gets its own", guide.world.slack.messages(TEAM)[-1:])
    toms = guide.world.slack.messages(guide.world.slack.dm(TOM))
    guide.show("What came for Tom on that Monday", toms[-2:])


def reminders_come(guide: Guide) -> None:
    """On their day, put off, done, late and several at once."""
    slack, dm = guide.world.slack, guide.world.slack.dm(PRIYA)
    came = guide.posted(dm, lambda: guide.world.at(_TUESDAY), 2)
    guide.show("Tuesday, 10:00: a reminder comes, and the summary of October", came)
    reminder = next(one for one in came if "Tomorrow" in str(one.blocks))
    guide.show("Priya clicks Tomorrow", guide.posted(dm, guide.press(PRIYA, reminder, "Tomorrow")))
    for number in range(3):
        guide.posted(dm, partial(slack.say, PRIYA, f"Remind me on Thursday to check offer {number}"))
    late = guide.posted(dm, lambda: guide.world.at(_LATE))
    guide.show("Friday, after two days without a connection", late)


def a_quarter_ends(guide: Guide) -> None:
    """The review for a lead, what a manager gets, packs as files."""
    slack = guide.world.slack
    toms, mine = slack.dm(TOM), slack.dm(PRIYA)
    for day in range(2):  # one message a day: the digest, then the summary of the month
        guide.posted(mine, partial(guide.world.at, _QUARTER + timedelta(days=day)))
    before = len(slack.messages(mine))
    third = _QUARTER + timedelta(days=2)
    guide.show("A quarter ends; Tom gets", guide.posted(toms, lambda: guide.world.at(third)))
    came = slack.messages(mine)[before:]
    guide.show("… and Priya", came)
    review = next(one for one in came if "Review of Q4" in str(one.blocks))
    pack = next(one["action_id"] for one in review.elements() if one["action_id"].startswith("digest_pack"))
    packs = guide.posted(mine, lambda: slack.click(PRIYA, review, pack))
    guide.show("Priya asks for the pack of a partner", packs)


STEPS: Final = (reminders_are_set, promises_are_proposed, a_weekly_digest, reminders_come, a_quarter_ends)
