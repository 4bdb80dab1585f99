"""The Home tab of everybody, and the door for whom nobody has let in."""

from __future__ import annotations

from functools import partial
from typing import Final

from evals.gallery.tour.guide import Guide
from evals.sample_workspace import MARCOS, NINA, PRIYA, VERA


def homes(guide: Guide) -> None:
    """A manager, a viewer."""
    slack = guide.world.slack
    for user, who in ((PRIYA, "a manager"), (VERA, "a viewer")):
        name = guide.names[user]
        guide.home(f"{name}, {who}, opens the Home", user, partial(slack.open_home, user))


def the_door(guide: Guide) -> None:
    """A colleague whom nobody has let in asks, an admin decides."""
    slack = guide.world.slack
    home = guide.home("Nina, whom nobody has let in, opens the Home", NINA, lambda: slack.open_home(NINA))
    guide.ask(NINA, "Which partners need attention?")
    marcos = slack.dm(MARCOS)
    asked = guide.posted(marcos, guide.press(NINA, home, "Ask an admin"))
    guide.show("Nina asks to be let in; Marcos reads", asked)
    before = slack.messages(slack.dm(NINA))
    admitted = guide.labels(asked[-1])[0]
    guide.changed(f"Marcos clicks {admitted}", asked[-1], guide.press(MARCOS, asked[-1], admitted))
    guide.show("What Nina reads", [*before, *slack.messages(slack.dm(NINA))][-2:])


STEPS: Final = (homes, the_door)
