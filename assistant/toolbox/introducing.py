"""`suggest_introduction`: who completes whom, and what was agreed before names are exchanged."""

from __future__ import annotations

from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.introductions.answering import answer
from assistant.toolbox.introductions.matchmaking import Matchmaker
from assistant.toolbox.introductions.proposing import propose
from assistant.toolbox.introductions.records import recorded
from assistant.toolbox.introductions.request import Request
from assistant.toolbox.needs import need_of
from assistant.toolbox.play_arguments import SuggestIntroduction
from assistant.toolbox.turn import Office, Turn
from tools.facts import Findings
from tools.matching import Unknown, unknown_findings


@admitting_gaps
def suggest_introduction(arguments: SuggestIntroduction, turn: Turn, office: Office) -> Findings:
    """Whom to bring together and why; propose it, keep each side's answer, log what came of it."""
    if arguments.action == "suggest":
        return _suggested(arguments, turn, office)
    if arguments.action == "status":
        return recorded(arguments, turn, office)
    request = Request(arguments, turn, office)
    return propose(request) if arguments.action == "propose" else answer(request)


def _suggested(arguments: SuggestIntroduction, turn: Turn, office: Office) -> Findings:
    standing = office.standings.at(turn.as_of)
    need = need_of(arguments, turn, standing)
    if isinstance(need, Unknown):
        return unknown_findings(standing.portfolio, need)
    matchmaker = Matchmaker(arguments, turn, office, standing, need)
    if arguments.partner and arguments.other:
        return matchmaker.two(arguments.partner, arguments.other)
    return matchmaker.counterparts(arguments.partner) if arguments.partner else matchmaker.pairs()
