"""From an installation to the first own data, in a workspace without any."""

from __future__ import annotations

from functools import partial
from typing import Final

from evals.gallery.tour.guide import Guide
from evals.gallery.tour.worlds import OWNER
from evals.sample_workspace import NINA
from evals.slack_standin import Message

_PARTNERS: Final = b"partner_id,name,manager_email\nP1,Acme,olga.owner@vendor.example\nP2,Globex,\n"
_BAD: Final = b"partner_id,name,signed_on\nP3,Initech,31/31/2026\nP4,Umbrella,2026-01-02\n"


def nobody_has_begun(guide: Guide) -> None:
    """A colleague writes first, then who runs the workspace."""
    guide.ask(NINA, "hello")
    guide.ask(OWNER, "hello")
    slack = guide.world.slack
    guide.home("Olga, who runs the workspace, opens the Home", OWNER, lambda: slack.open_home(OWNER))
    guide.ask(OWNER, "Which partners need attention?")


def the_demo(guide: Guide) -> None:
    """Made-up partners, and own ones that are not mixed with them."""
    slack, dm = guide.world.slack, guide.world.slack.dm(OWNER)
    first = next(one for one in slack.messages(dm) if "Try the demo data" in guide.labels(one))
    how = guide.posted(dm, guide.press(OWNER, first, "Import my data"))
    guide.show("Olga clicks “Import my data”", how)
    guide.show(
        "Olga clicks “Try the demo data”", guide.posted(dm, guide.press(OWNER, first, "Try the demo data"))
    )
    mixed = guide.show("Olga drops partners.csv", _dropped(guide, "partners.csv", _PARTNERS))
    clear = guide.press(OWNER, mixed[-1], "Remove the demo data first")
    guide.show("… and removes the demo data first", guide.posted(dm, clear))


def own_data(guide: Guide) -> None:
    """A preview, the import, its undo, questions about columns, rows that are wrong."""
    dm = guide.world.slack.dm(OWNER)
    shown = guide.world.slack.messages(dm)[-1]
    done = guide.posted(dm, guide.press(OWNER, shown, "Import"))
    guide.show("Olga clicks Import", done)
    deals = "deal_id,partner_id,created_on,stage,amount\n"
    deals += "".join(f"D{day},P1,0{day}/0{day + 1}/2026,open,{day}\n" for day in range(1, 8))
    guide.show("Olga drops deals.csv", _dropped(guide, "deals.csv", deals.encode()))
    guide.show("Olga drops partners.csv with a day that is none", _dropped(guide, "partners.csv", _BAD))
    guide.show("Olga drops a picture", _dropped(guide, "party.png", b"\x89PNG\r\n"))
    guide.show("Olga takes the import back", guide.posted(dm, guide.press(OWNER, done[-1], "Undo")))


def _dropped(guide: Guide, name: str, content: bytes) -> list[Message]:
    slack = guide.world.slack
    share = partial(slack.share_file, OWNER, slack.add_file(OWNER, name, content))
    return guide.posted(slack.dm(OWNER), share)


STEPS: Final = (nobody_has_begun, the_demo, own_data)
