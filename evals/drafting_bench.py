"""`python -m evals.drafting_bench`: how long a job of many drafts takes with the embedded writer.

One process, SQLite, a generated program imported as `rapport import` does it. Prints seconds and drafts a
second for each number of partners, and what 1,000 drafts take by that (promised: at most 60 s); how the time
of one draft grows from the smallest to the largest program (1.0: not at all); and, from a profile of the
smallest, the share of the time that gathering, wording, verifying and keeping take (wording verifies too).
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from assistant.app import open_rapport
from assistant.drafting.stops import Stops
from assistant.jobs.writing import DraftJobs
from assistant.rapport import Rapport
from assistant.roster import OPERATOR
from assistant.settings import Settings
from assistant.terminal.importing import load
from assistant.toolbox.draft_arguments import DraftMessage
from knowledge.draft_jobs import DraftJob, put_job
from knowledge.partners import partner_cards
from knowledge.sample import write_sample
from tools.outreach import OutreachPolicy

_SMALLEST: Final = 250
_PROMISED: Final = 60.0  # seconds for 1,000 drafts
_PARTS: Final = {
    "gather": ("gathering.py", "gather"),
    "write": ("proofing.py", "clean_text"),
    "verify": ("verifier.py", "verify"),
    "keep": ("writing.py", "_keep"),
}
"""File and function whose time, with all that it calls, is the part's."""


@dataclass(frozen=True)
class Timing:
    """One job.

    Attributes:
        written: Drafts; the others of the partners cannot be written to.
        seconds: From the first to the last.
        cpu: Seconds of it in which this process was computing; others may have had the machine meanwhile.
    """

    partners: int
    written: int
    seconds: float
    cpu: float

    @property
    def each(self) -> float:
        """Seconds for one draft."""
        return self.seconds / max(1, self.written)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each size, the growth and the shares; 1 if 1,000 drafts take too long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--partners", type=int, default=1000, help="in the largest program")
    largest = parser.parse_args(arguments).partners
    timings = [_timed(size) for size in dict.fromkeys((min(_SMALLEST, largest), largest))]
    growth = (timings[-1].cpu / timings[-1].written) / (timings[0].cpu / timings[0].written)
    print(f"growth of one draft's time: {growth:.2f}")
    took = 1000 * timings[-1].each
    print(f"1,000 drafts: {took:.1f} s, promised at most {_PROMISED:.0f} s")
    return int(took > _PROMISED)


def _timed(partners: int) -> Timing:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sample = write_sample(home / "files", partners=partners).folder
        with open_rapport(Settings(home=home)) as rapport:
            load(rapport.engine, sample, "EUR", None)
            _write(rapport, 1)  # what is read once in a process is read
            begun, cpu = time.perf_counter(), time.process_time()
            written = _write(rapport, partners)
            timing = Timing(partners, written, time.perf_counter() - begun, time.process_time() - cpu)
            shares = _shares(rapport) if partners <= _SMALLEST else ""
    line = f"{partners:>6} partners: {timing.written} drafts in {timing.seconds:.1f} s"
    print(f"{line}, {timing.cpu:.1f} s of it computing, {1 / timing.each:.1f} a second; {shares}", flush=True)
    return timing


def _write(rapport: Rapport, most: int) -> int:
    """Check-ins to so many partners, as a job; contacts are not left in peace, so that there are enough."""
    jobs = _unpaused(rapport.jobs)
    day = rapport.day(None, OPERATOR)
    request = DraftMessage(everyone=True).model_dump_json(exclude_defaults=True)
    job = DraftJob(f"job:bench:{time.perf_counter_ns()}", OPERATOR.email, request, day, rapport.now())
    with rapport.engine.begin() as connection:
        put_job(connection, job, list(partner_cards(connection))[:most])
    return jobs.write_all(job.job_id, lambda _: None).written


def _unpaused(jobs: DraftJobs) -> DraftJobs:
    """The same jobs under a policy without a pause between two messages."""
    return replace(jobs, stops=Stops(OutreachPolicy(quiet_days=0)))


def _shares(rapport: Rapport) -> str:
    profile = cProfile.Profile()
    profile.runcall(_write, rapport, _SMALLEST)
    stats = pstats.Stats(profile)
    spent = {
        (Path(file).name, name): cumulative
        for (file, _, name), (_, _, _, cumulative, _) in stats.stats.items()  # type: ignore[attr-defined]  # no stub
    }
    total = stats.total_tt  # type: ignore[attr-defined]  # no stub
    return ", ".join(f"{part} {spent.get(where, 0.0) / total:.0%}" for part, where in _PARTS.items())


if __name__ == "__main__":
    sys.exit(main())
