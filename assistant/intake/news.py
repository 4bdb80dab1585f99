"""What an import has to tell the admins: each failure once, and that it is mended."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from sqlalchemy import Connection

from knowledge.importing import ImportReport
from knowledge.stored_settings import store_setting, stored_setting

_STORED: Final = "import_news"


@dataclass(frozen=True)
class Told:
    """What the admins know.

    Attributes:
        number: How often they were told something.
        failures: File name, or the folder, to a digest of its problems, for those that are not mended.
        before: The same before they were told last.
        pairs: Of partners that may be one, how many wait for a decision.
    """

    number: int = 0
    failures: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    pairs: int = 0

    def without_the_last(self) -> Told:
        """What they know if the last message reached nobody."""
        return replace(self, failures=self.before)


@dataclass(frozen=True)
class Failure:
    """A file of which something stayed out, or the folder.

    Attributes:
        rows_in: 0 if it could not be read.
        stayed_out: Whether all of it did.
        problems: In words.
    """

    file: str
    problems: tuple[str, ...]
    rows_in: int = 0
    rows_bad: int = 0
    stayed_out: bool = True


@dataclass(frozen=True)
class News:
    """What they do not know yet.

    Attributes:
        failed: Files with other problems than they know of.
        mended: Files that had problems and came in.
        merged: Partners found to be another one.
        pairs: More pairs of partners that may be one, all that wait; 0 if no more than they know of.
        told: What they know once they were told this.
    """

    told: Told
    failed: tuple[Failure, ...] = ()
    mended: tuple[str, ...] = ()
    merged: int = 0
    pairs: int = 0

    @property
    def cause(self) -> str:
        """The same for the same news, so that nobody is told twice; another one for the next time."""
        return f"{self.told.number}:{_digest([*sorted(self.told.failures.values()), *self.mended])}"

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.failed or self.mended or self.merged or self.pairs)


def news_of(report: ImportReport, told: Told, folder: str) -> News:
    """What is new in a report on a folder for somebody who was told that.

    A failure is known by its problems: a file that fails in the same way again is no news.
    """
    failures = _failures(report)
    failing = {failure.file: _digest(failure.problems) for failure in failures}
    came_in = dict.fromkeys([folder, *(table.file for table in report.tables)]) if report.tables else {}
    # of a folder that could not be read, nothing is known: what was told of its files stays told
    remembered = {} if report.tables else told.failures
    news = News(
        told,
        failed=tuple(one for one in failures if told.failures.get(one.file) != failing[one.file]),
        mended=tuple(file for file in came_in if file in told.failures and file not in failing),
        merged=report.merged,
        pairs=report.proposed if report.proposed > told.pairs else 0,
    )
    pairs = report.proposed if report.tables else told.pairs
    return _once_told(news, replace(told, failures={**remembered, **failing}, pairs=pairs))


def news_of_failure(files: Iterable[str], problem: str, told: Told) -> News:
    """That files, or the folder, could not be taken in at all; what was told of others stays told."""
    digest = _digest([problem])
    new = {file: digest for file in files if told.failures.get(file) != digest}
    news = News(told, failed=tuple(Failure(file, (problem,)) for file in new))
    return _once_told(news, replace(told, failures={**told.failures, **new}))


def _once_told(news: News, after: Told) -> News:
    if news:
        after = replace(after, number=after.number + 1, before=news.told.failures)
    return replace(news, told=after)


def load_told(connection: Connection) -> Told:
    """What the admins were told so far."""
    stored = stored_setting(connection, _STORED)
    return Told(**json.loads(stored)) if stored else Told()


def keep_told(connection: Connection, told: Told) -> None:
    """Remember what the admins were told."""
    store_setting(connection, _STORED, json.dumps(asdict(told)))


def _failures(report: ImportReport) -> list[Failure]:
    problems: dict[str, list[str]] = defaultdict(list)
    for problem in report.problems:
        problems[problem.file].append(str(problem))
    return [_failure(report, file, tuple(found)) for file, found in problems.items()]


def _failure(report: ImportReport, file: str, problems: tuple[str, ...]) -> Failure:
    tables = [table for table in report.tables if table.file == file]
    return Failure(
        file,
        problems,
        rows_in=sum(one.rows_in for one in tables),
        rows_bad=sum(one.rows_bad for one in tables),
        stayed_out=all(one.stayed_out for one in tables),
    )


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).hexdigest()[:16]
