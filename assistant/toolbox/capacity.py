"""`capacity_plan`: which of its questions is answered by which function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.investing import investment_plan
from assistant.toolbox.loads import load_plan
from assistant.toolbox.money_arguments import CapacityPlan
from assistant.toolbox.potentials import potential_plan
from assistant.toolbox.programs import program_plan
from assistant.toolbox.territories import territory_plan
from assistant.toolbox.turn import Office, Turn
from tools.facts import Findings

SHOWS: Final[Mapping[str, Callable[[CapacityPlan, Turn, Office], Findings]]] = {
    "potential": potential_plan,
    "territory": territory_plan,
    "load": load_plan,
    "investment": investment_plan,
    "program": program_plan,
}
"""One function for each value of `show`."""


@admitting_gaps
def capacity_plan(arguments: CapacityPlan, turn: Turn, office: Office) -> Findings:
    """Potential, territory, investment, program or load: one function each."""
    return SHOWS[arguments.show](arguments, turn, office)
