"""`python -m evals.latency_bench --partners 10000`: how long a person waits, on a large portfolio.

Phrasings of every tool in every language, asked by one of the managers in one process, as the service runs.
What a day's first questions load is loaded before and told apart; every question timed is asked for the first
time.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from evals.planning_world import add_planning
from evals.scale_draw import REGIONS, SECTORS, TECHNOLOGIES
from evals.scale_world import partner_name, write_world
from knowledge.people import Person
from prompts.phrasings import Phrasing, load_phrasings

PROMISED: Final = 0.3  # seconds, for 95 of 100 answers
EACH: Final = 3  # phrasings per tool and language
_NO_TOOL: Final = frozenset(("forbidden", "out_of_scope", "greeting", "sharing"))
_PLACE: Final = re.compile(r"\{(\w+)\}")
_WORDS: Final = {
    "region": tuple(REGIONS),
    "sector": tuple(SECTORS),
    "technology": tuple(TECHNOLOGIES),
    "language": ("German", "French"),
    "month": ("March", "May"),
    "day": ("Friday", "Monday"),
}
_UNFILLED: Final = frozenset(("contact", "customer", "manager"))  # people and customers have no names there


def main(arguments: Sequence[str] | None = None) -> int:
    """Print percentiles for all answers and the slowest tools; 1 if the promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m evals.latency_bench", description=__doc__)
    parser.add_argument("--partners", type=int, default=10_000)
    partners = parser.parse_args(arguments).partners
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        engine = write_world(home / "rapport.db", partners)
        add_planning(engine, partners)
        engine.dispose()
        with open_rapport(Settings(home=home), owns_index=True) as rapport:
            return _report(rapport, partners)


def _report(rapport: Rapport, partners: int) -> int:
    person = rapport.person("")
    rounds = [list(_questions(partners, seed)) for seed in (1, 2)]
    first, seconds = ([_asked(rapport, person, one) for one in asked] for asked in rounds)
    told = [second for _, second in seconds]
    cuts = quantiles(told, n=20)
    print(f"{partners:,} partners; while loading, worst answer {max(one for _, one in first):.1f} s")
    print(f"then {len(told)} answers: median {cuts[9]:.3f} s, worst {max(told):.3f} s")
    print(f"95 % within {cuts[18]:.3f} s (promised: {PROMISED})")
    by_tool: dict[str, list[float]] = defaultdict(list)
    for tool, second in seconds:
        by_tool[tool].append(second)
    slowest = sorted(by_tool, key=lambda tool: -median(by_tool[tool]))[:6]
    print("slowest, median: " + ", ".join(f"{tool} {median(by_tool[tool]):.3f}" for tool in slowest))
    return int(cuts[18] > PROMISED)


def _asked(rapport: Rapport, person: Person, phrasing: Phrasing) -> tuple[str, float]:
    started = time.perf_counter()
    rapport.ask(phrasing.text, person)
    return phrasing.tool, time.perf_counter() - started


def _questions(partners: int, seed: int) -> Iterator[Phrasing]:
    """Phrasings of every tool and language with names put in, another draw for each seed."""
    chance = random.Random(seed)
    fitting = [one for one in load_phrasings() if one.tool not in _NO_TOOL and not _UNFILLED & _places(one)]
    chance.shuffle(fitting)
    by_kind: dict[tuple[str, str], list[Phrasing]] = defaultdict(list)
    for one in fitting:
        by_kind[one.tool, one.language].append(one)
    for found in by_kind.values():
        yield from (_filled(one, partners, chance) for one in islice(found, EACH))


def _places(phrasing: Phrasing) -> set[str]:
    return set(_PLACE.findall(phrasing.text))


def _filled(phrasing: Phrasing, partners: int, chance: random.Random) -> Phrasing:
    def name(match: re.Match[str]) -> str:
        if match[1] == "partner":
            return partner_name(chance.randrange(partners))
        return chance.choice(_WORDS[match[1]])

    return Phrasing(phrasing.tool, phrasing.language, _PLACE.sub(name, phrasing.text))


if __name__ == "__main__":
    sys.exit(main())
