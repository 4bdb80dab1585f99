"""Every modal, from where people open it."""

from __future__ import annotations

from functools import partial
from typing import Final

from evals.gallery.tour.guide import Guide
from evals.gallery.tour.worlds import OTHER, OUTSIDE
from evals.sample_workspace import ELODIE, MARCOS, PRIYA, TOM, VERA

_ROOMS: Final = ("Cover", "Give partners", "Roles", "Team channels", "Imports", "Log")


def forms_about_a_partner(guide: Guide) -> None:
    """Note, snooze, reminder: from the buttons under an answer; what a note leads to."""
    slack, dm = guide.world.slack, guide.world.slack.dm(PRIYA)
    answer = guide.posted(dm, lambda: slack.say(PRIYA, "How is Falkenried doing?"))[0]
    for label in ("Snooze", "Remind me"):
        slack.close(guide.modal(f"Priya clicks {label}", PRIYA, guide.press(PRIYA, answer, label)))
    view = guide.modal("Priya clicks Log note", PRIYA, guide.press(PRIYA, answer, "Log note"))
    wrong = slack.submit(view, {"words": "Henrik is on leave", "day": "2027-01-01"})
    guide.show_modal("… with a day that is yet to come", view, wrong["errors"])
    note = {"words": "Henrik is on leave until January", "day": "2026-11-01"}
    guide.show("… and saves it", guide.posted(dm, partial(slack.submit, view, note)))


def forms_from_anywhere(guide: Guide) -> None:
    """Shortcuts and commands: what if, brief me, digest settings."""
    slack = guide.world.slack
    what_if = guide.modal(
        "Priya chooses “What if” from her shortcuts", PRIYA, lambda: slack.shortcut(PRIYA, "what_if")
    )
    told = guide.posted(slack.dm(PRIYA), lambda: slack.submit(what_if, {"leads_times": "2"}))
    guide.show("… with twice as many leads", told)
    brief = guide.modal("Priya chooses “Brief me”", PRIYA, lambda: slack.shortcut(PRIYA, "brief_me"))
    slack.close(brief)
    settings = guide.modal(
        "Priya types: /rapport digest settings",
        PRIYA,
        lambda: slack.command(PRIYA, "digest settings", channel=OTHER),
    )
    changed = guide.posted(slack.dm(PRIYA), lambda: slack.submit(settings, {"items": "7"}))
    guide.show("… and wants seven partners in it", changed)


def a_message_becomes_a_note(guide: Guide) -> None:
    """What somebody else wrote, kept in their name."""
    slack = guide.world.slack
    said = slack.say(ELODIE, "Nebelhorn wants to train six people in January", channel=OUTSIDE)
    view = guide.modal(
        "Priya chooses “Save as note” at a message of Élodie",
        PRIYA,
        lambda: slack.message_shortcut(PRIYA, said, "save_as_note"),
    )
    guide.show("… and saves it", guide.posted(slack.dm(PRIYA), lambda: slack.submit(view, {})))


def the_quarterly_review(guide: Guide) -> None:
    """A lead's decisions, and what is wrong with one."""
    slack = guide.world.slack
    mine = guide.home("Tom, a lead, opens the Home", TOM, lambda: slack.open_home(TOM))
    team = guide.home("… and looks at everybody's partners", TOM, lambda: slack.click(TOM, mine, "home_team"))
    view = guide.modal("Tom opens the review", TOM, lambda: slack.click(TOM, team, "form_review"))
    wrong = slack.submit(view, {})
    guide.show_modal("… and decides nothing", view, wrong.get("errors"))
    told = guide.posted(slack.dm(TOM), lambda: slack.submit(view, {"accept_all": ["accept_all"]}))
    guide.show("Tom accepts all of them", told)


def rooms_of_an_admin(guide: Guide) -> None:
    """Cover, books, roles, channels, imports, the log."""
    slack = guide.world.slack
    home = guide.home("Marcos, the admin, opens the Home", MARCOS, lambda: slack.open_home(MARCOS))
    for label in _ROOMS:
        view = guide.modal(f"Marcos clicks {label}", MARCOS, guide.press(MARCOS, home, label))
        slack.close(view)


def a_form_that_is_not_for_everybody(guide: Guide) -> None:
    """What a viewer reads instead of a form."""
    slack = guide.world.slack
    said = slack.say(ELODIE, "Nebelhorn called", channel=OUTSIDE)
    refused = guide.modal(
        "Vera, who may only read, chooses “Save as note”",
        VERA,
        lambda: slack.message_shortcut(VERA, said, "save_as_note"),
    )
    slack.close(refused)


STEPS: Final = (
    forms_about_a_partner,
    forms_from_anywhere,
    a_message_becomes_a_note,
    the_quarterly_review,
    rooms_of_an_admin,
    a_form_that_is_not_for_everybody,
)
