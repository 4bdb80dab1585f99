"""Commands and mentions: answers for one person alone, shared copies, answers for a team."""

from __future__ import annotations

import json
from functools import partial
from typing import Final

from evals.gallery.page import Surface
from evals.gallery.tour.guide import Guide
from evals.gallery.tour.worlds import OTHER, OUTSIDE, TEAM
from evals.sample_workspace import PRIYA

_AT_ONCE: Final = ("help", "atention", "draft")
_ANSWERED: Final = (
    "attention",
    "brief Nebelhorn",
    "note Nebelhorn: Dana is on leave until 16 November",
    "digest",
)


def commands_answered_at_once(guide: Guide) -> None:
    """Help, and what somebody reads who mistyped."""
    for words in _AT_ONCE:
        shown = json.loads(guide.world.slack.command(PRIYA, words, channel=OTHER).body)
        blocks = shown.get("blocks") or [
            {"type": "section", "text": {"type": "mrkdwn", "text": shown["text"]}}
        ]
        guide.surfaces.append(Surface("only you", f"Priya types: /rapport {words}", blocks, shown["text"]))


def commands_answered_in_their_place(guide: Guide) -> None:
    """An answer, a brief, a change, the digest as it stands; drafts go to the direct message."""
    slack = guide.world.slack
    for words in _ANSWERED:
        caption = f"Priya types: /rapport {words}"
        guide.alone(caption, PRIYA, partial(slack.command, PRIYA, words, channel=OTHER))
    draft = partial(slack.command, PRIYA, "draft Nebelhorn check-in", channel=OTHER)
    guide.alone("Priya types: /rapport draft Nebelhorn check-in", PRIYA, draft)
    remind = partial(slack.command, PRIYA, "remind me Tuesday to call Nebelhorn", channel=OTHER)
    guide.alone("Priya types: /rapport remind me Tuesday to call Nebelhorn", PRIYA, remind)


def a_mention_in_any_channel(guide: Guide) -> None:
    """A private answer, and the copy that its asker shares."""
    slack = guide.world.slack
    asked = partial(slack.mention, PRIYA, "How is Nebelhorn doing?", OTHER)
    dm, before = slack.dm(PRIYA), len(slack.messages(slack.dm(PRIYA)))
    guide.alone("Priya mentions Rapport in #sales-floor", PRIYA, asked)
    private = guide.show("… and reads the answer in the direct message", slack.messages(dm)[before:])[-1]
    told = guide.posted(dm, guide.press(PRIYA, private, "Share here"))
    guide.show("Priya clicks “Share here”", told)
    guide.show("… and everybody in #sales-floor reads", slack.messages(OTHER))


def a_mention_in_a_team_channel(guide: Guide) -> None:
    """Everybody in it reads the answer; a follow-up in the thread needs no mention."""
    slack = guide.world.slack
    first = partial(slack.mention, PRIYA, "Which partners need attention?", TEAM)
    root = guide.show("Priya mentions Rapport in #team-dach", guide.posted(TEAM, first))[0].thread_ts
    goes_on = partial(slack.say, PRIYA, "and only the first two?", channel=TEAM, thread_ts=root)
    guide.show("… and goes on in the thread", guide.posted(TEAM, goes_on))


def a_mention_where_others_read_along(guide: Guide) -> None:
    """Nothing internal in a channel that is shared with a partner."""
    slack = guide.world.slack
    asked = partial(slack.mention, PRIYA, "How is Nebelhorn doing?", OUTSIDE)
    guide.alone("Priya mentions Rapport in a channel with a partner", PRIYA, asked)


STEPS: Final = (
    commands_answered_at_once,
    commands_answered_in_their_place,
    a_mention_in_any_channel,
    a_mention_in_a_team_channel,
    a_mention_where_others_read_along,
)
