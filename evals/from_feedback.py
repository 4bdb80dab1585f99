"""Candidate cases from use: what people corrected, missed or liked, told in names of the frozen world.

`python -m evals --from-feedback [--home FOLDER] [--to FILE]` writes them for a person to read; those marked
`accept: true` are moved into a suite by `python -m evals --accept FILE` (`evals.accepting`).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml

from assistant.app import open_database_of
from assistant.settings import Settings, load_settings
from evals.accepting import NotAccepted, accept
from evals.candidates import Candidate, Candidates
from evals.disguise import Secrets, world_entries
from knowledge.directory import load_names
from knowledge.feedback import all_feedback
from tools.names import NameIndex

_HEAD: Final = """\
# Questions from use, for a person to read. Names of partners, people and customers are replaced by those of
# the frozen world; other words are as they were typed, so take out what should not be seen. Put in what is
# right (`calls` or `outcome`, see evals/cases.py; dates count from 2026-09-30), set `accept: true`, and run:
#   python -m evals --accept THIS_FILE --suite questions
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of the two commands."""
    parser.add_argument("--from-feedback", action="store_true", help="write candidate cases from use")
    parser.add_argument("--home", type=Path, help="Rapport's home folder; default: as in the settings")
    parser.add_argument("--to", type=Path, help="file for the candidates; default: in the home folder")
    parser.add_argument("--accept", type=Path, metavar="FILE", help="move accepted candidates into a suite")


def run_feedback(options: argparse.Namespace) -> int:
    """Write candidates, or move those that were accepted; the exit code."""
    if options.accept:
        try:
            print(accept(options.accept, (options.suite or ["questions"])[0]))
        except NotAccepted as error:
            print(error)
            return 1
        return 0
    settings = load_settings()
    settings = settings.model_copy(update={"home": options.home.absolute()}) if options.home else settings
    if not (settings.database_url or settings.home.joinpath("rapport.db").exists()):
        print(f"There is no Rapport in {settings.home}. Name its folder with --home.")
        return 1
    file = options.to or settings.home / "candidate_cases.yaml"
    found = candidates_of(settings)
    file.write_text(as_yaml(found), encoding="utf-8")
    print(f"{len(found)} candidate cases are in {file}. Read them, set `accept: true`, then: --accept {file}")
    return 0


def candidates_of(settings: Settings) -> list[Candidate]:
    """The candidates from the feedback in a home folder, oldest first, none twice."""
    with open_database_of(settings) as engine, engine.connect() as connection:
        secrets = Secrets(NameIndex(load_names(connection)))
        told = Candidates(connection, secrets, world_entries(), all_feedback(connection)).told()
        return list({(*one.get("after", ()), one["ask"]): one for one in told}.values())


def as_yaml(candidates: Sequence[Candidate]) -> str:
    """The file for a person to read."""
    body = yaml.safe_dump({"cases": list(candidates)}, sort_keys=False, allow_unicode=True, width=110)
    return _HEAD + body
