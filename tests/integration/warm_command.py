"""The `rapport` command in a process of its own that need not import everything first.

One warm process has imported what the command uses; every run is a fork of it, with its own folder,
environment, input and output, and ends with the command's exit code.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_IMPORTED: Final = [
    "assistant.app",
    "assistant.drafting.desk",
    "assistant.drafting.model_drafts",
    "assistant.jobs.writing",
    "assistant.packs.briefing",
    "assistant.planner.agent",
    "assistant.planner.models",
    "assistant.terminal.asking",
    "assistant.terminal.checking",
    "assistant.terminal.digesting",
    "assistant.terminal.importing",
]
_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(_IMPORTED)


@dataclass(frozen=True)
class Ran:
    """What one run of the command left."""

    code: int
    out: str
    err: str


def run_command(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Ran:
    """Run the command there, with this environment and no other, and nothing to read."""
    with TemporaryDirectory() as written:
        out, err = Path(written, "out"), Path(written, "err")
        asked = (list(arguments), folder, dict(environment), out, err)
        process = _forking.Process(target=_run, args=asked)
        process.start()
        process.join(60)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(" ".join(arguments))
        return Ran(process.exitcode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


def _run(arguments: list[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    writing = os.O_WRONLY | os.O_CREAT
    for stream, file, how in ((0, Path(os.devnull), os.O_RDONLY), (1, out, writing), (2, err, writing)):
        os.dup2(os.open(file, how), stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["rapport", *arguments]
    from assistant.cli import main  # as `python -m assistant` does

    main()
