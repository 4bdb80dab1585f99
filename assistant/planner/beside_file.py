"""What words that came together with a file are: a question of their own, or what the file is."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from assistant.planner.clear_forms import clear_form
from assistant.planner.deciding import Decider
from assistant.planner.reading import Reading
from prompts.words import talk

_HOW_DATA_STANDS: Final = "data_health"  # what `can you import this?` comes to


class Beside(StrEnum):
    """What is to be done about them."""

    ASKS = "asks"  # to be answered
    PERHAPS = "perhaps"  # they may be about the file alone, or ask for something
    LABEL = "label"  # `here is our export`: they say what the file is


def beside_file(reading: Reading, decider: Decider) -> Beside:
    """What the words are.

    One clause that presents it, such as `here is our export`, is a label. Else they ask if their form does
    and the planner finds something else in them than the data that comes in. Without such a form the planner
    alone would take any label for some question.
    """
    if clear_form(reading.text):
        return Beside.ASKS
    if talk("shows_file").match(reading.folded):
        return Beside.LABEL
    decision = decider.decide(reading)
    tools = {call.tool for call in decision.calls}
    asks_by_form = bool(talk("asks_by_form").search(reading.folded))
    if asks_by_form and tools != {_HOW_DATA_STANDS}:
        return Beside.ASKS
    return Beside.PERHAPS if asks_by_form or tools - {_HOW_DATA_STANDS} else Beside.LABEL
