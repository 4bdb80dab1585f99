"""`python -m evals.planning_bench --partners 10000 100000`: seconds of what plans and counts money.

Each size runs in a process of its own. Rows lie ready as columns, and where partners stand (scores, tiers,
journey, attention) is known, as after any ordinary question; then each question is asked by a lead in this
order, and what several share is paid by the first. That is `first`; `warm` is another round of questions,
about other partners of the same day. Of both, seconds on the wall and of the processor: the wall also counts
what else the machine does. Promised: all of it warm under 3 s at 10,000 partners, under 15 s at 100,000.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.standings import Standings
from assistant.toolbox.argument_types import Arguments
from assistant.toolbox.money_arguments import (
    BusinessProposition,
    CapacityPlan,
    CommissionStatement,
    PartnerEconomics,
)
from assistant.toolbox.play_arguments import Playbook, SuggestIntroduction
from assistant.toolbox.registry import TOOLS
from assistant.toolbox.turn import Office, Turn
from evals.planning_world import add_planning
from evals.scale_draw import THROUGH
from evals.scale_timing import timed
from evals.scale_world import write_world

SIZES: Final = (1_000, 10_000)
_MEGABYTE: Final = 1024  # ru_maxrss counts kilobytes on Linux
_STANDING: Final = ("scorecards", "tiers", "journey", "outlook", "segments", "experience", "attention")
_WHO: Final = "P000333"
_WHO_ELSE: Final = "P000444"
_ASKED: Final[Mapping[str, tuple[str, Arguments]]] = {
    "potential": ("capacity_plan", CapacityPlan(show="potential", scope="portfolio")),
    "territory": ("capacity_plan", CapacityPlan(show="territory", scope="portfolio", period="2026-Q4")),
    "investment, hours and money": ("capacity_plan", CapacityPlan(show="investment", scope="portfolio")),
    "investment, MDF": ("capacity_plan", CapacityPlan(show="investment", scope="portfolio", cost="mdf")),
    "program parts": ("capacity_plan", CapacityPlan(show="program", scope="portfolio")),
    "program by tier": ("capacity_plan", CapacityPlan(show="program", scope="portfolio", by="tier")),
    "load": ("capacity_plan", CapacityPlan(show="load", scope="portfolio")),
    "rebalance a region": (
        "capacity_plan",
        CapacityPlan(show="load", scope="portfolio", region="Nordics", rebalance=True),
    ),
    "proposition": ("business_proposition", BusinessProposition()),
    "pitch": ("business_proposition", BusinessProposition(show="pitch", region="Nordics", type="si")),
    "margin": ("partner_economics", PartnerEconomics(scope="portfolio")),
    "acquisition cost": (
        "partner_economics",
        PartnerEconomics(scope="portfolio", measure="acquisition_cost"),
    ),
    "lifetime value": ("partner_economics", PartnerEconomics(scope="portfolio", measure="lifetime_value")),
    "concentration": ("partner_economics", PartnerEconomics(scope="portfolio", measure="concentration")),
    "parting": ("partner_economics", PartnerEconomics(scope="portfolio", measure="parting")),
    "on hold": ("commission_statement", CommissionStatement(scope="portfolio", show="on_hold")),
    "why a commission differs": ("commission_statement", CommissionStatement(partner=_WHO, show="why")),
    "playbook": ("playbook", Playbook(partner=_WHO)),
    "introductions": ("suggest_introduction", SuggestIntroduction(scope="portfolio")),
    "one partner's proposition": ("business_proposition", BusinessProposition(partner=_WHO)),
}
_ALL: Final = "all of it"
_MEMORY: Final = "memory, MB"
_TIMES: Final = ("first", "its cpu", "warm", "its cpu")
_PROMISED: Final = {10_000: 3, 100_000: 15}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row per question, four columns per size, and how warm processor time grows between sizes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--partners", type=int, nargs="+", default=list(SIZES))
    sizes = sorted(parser.parse_args(arguments).partners)
    found = {size: _in_own_process(size) for size in sizes}
    print(f"{'seconds for partners':32}" + "".join(f"{size:>{9 * len(_TIMES)},}" for size in sizes))
    print(f"{'':32}" + "".join(f"{name:>9}" for name in _TIMES) * len(sizes) + "   exponents")
    for name in found[sizes[0]]:
        print(_line(name, {size: found[size][name] for size in sizes}))
    for size in sizes:
        if size in _PROMISED:
            print(f"promised for {size:,} partners: all of it warm under {_PROMISED[size]} s")


def _line(name: str, figures: Mapping[int, Sequence[float]]) -> str:
    cells = "".join(f"{figure:9,.3f}" for each in figures.values() for figure in each)
    known = [(size, each[-1]) for size, each in figures.items() if each[-1] > 0]
    steps = [math.log(b[1] / a[1]) / math.log(b[0] / a[0]) for a, b in pairwise(known)]
    return f"{name:32}{cells}   {' '.join(f'{step:5.2f}' for step in steps)}"


def _in_own_process(partners: int) -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory() as folder:
        for part in ("write", "ask"):
            command = [sys.executable, "-m", "evals.planning_bench", "--part", part, str(partners), folder]
            output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 -- our own command
        figures: dict[str, list[float]] = json.loads(output.splitlines()[-1])
        return figures


def _write(partners: int, home: Path) -> dict[str, list[float]]:
    engine = write_world(home / "rapport.db", partners)
    add_planning(engine, partners)
    engine.dispose()
    return {}


def _ask(_partners: int, home: Path) -> dict[str, list[float]]:
    """All questions once to lay rows ready, then on a standing of their own, timed; then others like them."""
    with open_rapport(Settings(home=home)) as rapport:
        office, turn = rapport.asking.office, _turn(rapport)
        _questions(_ASKED, office, turn)
        kept = office.standings
        fresh = replace(office, standings=Standings(kept.engine, kept.policy, kept.columns))
        standing = fresh.standings.at(THROUGH)
        for part in _STANDING:
            getattr(standing, part)
        first = _questions(_ASKED, fresh, turn)
        warm = _questions(
            {name: (tool, _another(words)) for name, (tool, words) in _ASKED.items()}, fresh, turn
        )
    figures = {name: [*first[name], *warm[name]] for name in first}
    figures[_ALL] = [sum(column) for column in zip(*figures.values(), strict=True)]
    figures[_MEMORY] = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE]
    return figures


def _another(words: Arguments) -> Arguments:
    """The same question about other partners."""
    asked = words.model_fields_set
    if "partner" in asked:
        return words.model_copy(update={"partner": _WHO_ELSE})
    return words.model_copy(update={"region": "Benelux" if "region" in asked else "DACH"})


def _questions(
    asked: Mapping[str, tuple[str, Arguments]], office: Office, turn: Turn
) -> dict[str, tuple[float, float]]:
    """Seconds of each, on the wall and of the processor."""
    found = {}
    for name, (tool, words) in asked.items():
        before = time.process_time()
        wall, _ = timed(partial(TOOLS[tool], words, turn, office))
        found[name] = (wall, time.process_time() - before)
    return found


def _turn(rapport: Rapport) -> Turn:
    access = rapport.roster.access(rapport.person("manager0@example.com"))
    return Turn("q", "", THROUGH, THROUGH, "t", access, rapport.roster.names(access))


_PARTS: Final = {"write": _write, "ask": _ask}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        print(json.dumps(_PARTS[sys.argv[2]](int(sys.argv[3]), Path(sys.argv[4]))))
    else:
        main()
