"""`follow_ups`: the asker's own reminders and tasks, and promises in notes that may become some."""

from __future__ import annotations

from assistant.toolbox.follow_up_arguments import FollowUps
from assistant.toolbox.follow_ups.adding import add
from assistant.toolbox.follow_ups.moving import move
from assistant.toolbox.follow_ups.promised import promises
from assistant.toolbox.follow_ups.showing import show
from assistant.toolbox.follow_ups.wish import Wish
from assistant.toolbox.turn import Office, Turn
from prompts.words import following_up
from tools.facts import Findings, Statement
from tools.spelling import fold


def follow_ups(arguments: FollowUps, turn: Turn, office: Office) -> Findings:
    """Set, list, tick off, move or cancel the asker's own; tell promises, and propose reminders of them."""
    wish = Wish(arguments, turn, office)
    if arguments.action != "promises" and following_up("for_others").search(fold(wish.masked)):
        return Findings((Statement("follow_up.own_only"),))
    match arguments.action:
        case "add":
            return add(wish)
        case "show":
            return show(wish)
        case "promises":
            return promises(wish)
        case "reopen":
            return Findings((Statement("follow_up.reopen"),))
        case _:
            return move(wish)
