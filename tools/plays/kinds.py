"""Kinds of facts about plays, all internal; texts are the playbook's, no claims about a partner."""

from __future__ import annotations

from typing import Final

from tools.facts import Kind, Unit

PLAY: Final = Kind("play.title", Unit.TEXT, "play")
OTHER: Final = Kind("play.other", Unit.TEXT, "another play")
GOAL: Final = Kind("play.goal", Unit.TEXT, "aim")
ASK: Final = Kind("play.ask", Unit.TEXT, "one thing to ask")
WHEN: Final = Kind("play.when", Unit.TEXT, "when it fits")
TEXT: Final = Kind("play.text", Unit.TEXT, "how it is done")
PART: Final = Kind("play.part", Unit.LABEL, "part of the play")
HOURS: Final = Kind("play.hours", Unit.COUNT, "hours it takes")
MINUTES: Final = Kind("play.minutes", Unit.COUNT, "minutes it takes")
COUNT: Final = Kind("play.count", Unit.COUNT, "plays")
ASKED: Final = Kind("play.asked", Unit.TEXT, "what was asked for")
FILE: Final = Kind("play.file", Unit.TEXT, "file that cannot be read")

LATELY: Final = Kind("play.lately_on", Unit.DATE, "last such activity")
DOING: Final = Kind("play.doing", Unit.LABEL, "kind of activity")
REASON: Final = Kind("play.reason", Unit.LABEL, "what has come up")
TRIES: Final = Kind("play.tries", Unit.COUNT, "tries without an answer")
NOT_BEFORE: Final = Kind("play.not_before", Unit.DATE, "not again before")

DONE: Final = Kind("play.done", Unit.TEXT, "play done")
DONE_ON: Final = Kind("play.done_on", Unit.DATE, "done on")
DONE_BY: Final = Kind("play.done_by", Unit.NAME, "done by")
TIMES: Final = Kind("play.times", Unit.COUNT, "times done")
REST: Final = Kind("play.rest", Unit.COUNT, "plays not shown")
SHOWN: Final = Kind("play.shown", Unit.COUNT, "plays shown")
ENDED_ON: Final = Kind("play.ended_on", Unit.DATE, "end of the partnership", behind=("ended_on",))
DONE_COUNT: Final = Kind("play.done_count", Unit.COUNT, "plays done")
DONE_WITH: Final = Kind("play.done_with", Unit.COUNT, "partners with whom plays were done")
SINCE: Final = Kind("play.since", Unit.DATE, "since")
TODAY: Final = Kind("play.today", Unit.DATE, "today")
TIER_THEN: Final = Kind("play.tier_then", Unit.LABEL, "tier before")
TIER_NOW: Final = Kind("play.tier_now", Unit.LABEL, "tier now")
PHASE_NOW: Final = Kind("play.phase_now", Unit.LABEL, "phase now")
WON_SINCE: Final = Kind("play.won_since", Unit.MONEY, "won revenue since")
WINS_SINCE: Final = Kind("play.wins_since", Unit.COUNT, "won deals since")
DATA_UNTIL: Final = Kind("play.data_until", Unit.DATE, "last day of the data")
