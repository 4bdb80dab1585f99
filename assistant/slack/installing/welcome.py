"""The first message after an installation, and what empty places say and offer."""

from __future__ import annotations

from typing import Final

from assistant.demo_data import Demo
from assistant.slack.blocks import actions, button, section
from assistant.slack.notices import notice
from assistant.slack.outgoing import Block, Message, bold, escape, lines

TRY_DEMO: Final = "first_demo"
HOW_TO_IMPORT: Final = "first_import"
CLEAR_DEMO: Final = "first_clear_demo"
_EMPTY: Final = "{}"
_DOES: Final = "I tell you which partners need you and why, and prepare what you could write to each of them."
_NEVER: Final = (
    "I never send anything to a partner without your approval, and guests and other companies get no answer."
)
_NEXT: Final = "To begin, try me on made-up partners, or bring your own: drop a CSV or Excel file here."
_ASK_WHO_RUNS: Final = (
    "Nobody has set me up yet. An owner or admin of this Slack workspace has to begin: "
    "ask one of them to write to me here."
)
_IMPORT: Final = (
    "Drop a file into this conversation: CSV, Excel or Parquet, named after what it holds, such as "
    "partners.csv, managers.csv or deals.csv; exports of a CRM work too. Begin with partners.csv, with the "
    "columns partner_id and name and, so that everybody has a book, manager_email. "
    "I show you what would change before anything is imported."
)


def welcome(*, has_data: bool) -> Message:
    """What I do, what I never do, and how to begin."""
    next_ = "Ask me: “Which partners need attention?”" if has_data else _NEXT
    said = lines(escape(_DOES), bold(_NEVER), escape(next_))
    blocks = [section(said)] + ([] if has_data else [first_buttons()])
    return Message(f"{_DOES} {_NEVER}", blocks)


def first_buttons() -> Block:
    """The two ways to begin."""
    demo, own = (
        button("Try the demo data", TRY_DEMO, _EMPTY, "primary"),
        button("Import my data", HOW_TO_IMPORT, _EMPTY),
    )
    return actions([demo, own], "first_steps")


def empty_blocks(*, administers: bool) -> list[Block]:
    """For every place that would show partners and has none: the next step."""
    if administers:
        return [
            section(escape("There are no partners yet. Try the demo data, or import your own.")),
            first_buttons(),
        ]
    return [section(escape("There are no partners yet. Please ask an admin of Rapport to import them."))]


def not_begun() -> Message:
    """For members who cannot begin."""
    return Message(_ASK_WHO_RUNS, [section(escape(_ASK_WHO_RUNS))])


def how_to_import() -> Message:
    """What to drop where."""
    return Message(_IMPORT, [section(escape(_IMPORT))])


def demo_loaded(demo: Demo) -> Message:
    """What was loaded now or before, whose book the person has in it, and how it ends."""
    here = "is here" if demo.new else "was here already"
    said = f"The demo data {here}: {demo.partners} made-up partners."
    if demo.lent_from:
        said += f" You look after the {demo.lent} of {demo.lent_from}, so that your own book is not empty."
    next_ = "Ask me: “Which partners need attention?” Nothing that you try out reaches anybody outside."
    clear = button("Remove the demo data", CLEAR_DEMO, _EMPTY)
    return Message(said, [section(lines(escape(said), escape(next_))), actions([clear])])


def no_demo(*, has_data: bool) -> Message:
    """That there is none to remove, and how to go on."""
    said = "There is no demo data here any more."
    if has_data:
        return notice(f"{said} What I know are your own partners: ask me about them.")
    return Message(said, [section(escape(said)), first_buttons()])


def demo_cleared() -> Message:
    """That it is gone, and how to go on."""
    said = "The demo data is gone, with all that was tried out on it. Drop a file with your own data here."
    return Message(said, [section(escape(said)), first_buttons()])
