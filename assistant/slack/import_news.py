"""Telling the admins in Slack what stayed out of an import, and that it is mended."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, select

from assistant.counting import counted, every
from assistant.intake import IncomingFolder, Intake, StillWritten
from assistant.intake.news import Failure, News, Told, keep_told, load_told, news_of, news_of_failure
from assistant.slack.blocks import context, literal, section
from assistant.slack.members import LookupFailedError, Members
from assistant.slack.outgoing import Block, Message, bold, escape
from assistant.slack.posting import Postman
from knowledge.outbox import OutboxState
from knowledge.people import Person, Role, all_people
from knowledge.tables import outbox

_FILES_SHOWN: Final = 5
_PROBLEMS_SHOWN: Final = 5
_LONGEST: Final = 300  # characters of a problem or a name: five files with five problems fit a message
_PREFIX: Final = "import:"
_STILL_WRITTEN: Final = "Somebody is still writing to it; the folder is taken in when that has ended."
_log = logging.getLogger("rapport.imports")


@dataclass(frozen=True)
class ImportErrand:
    """Takes the folder in and keeps what there is to tell for posting."""

    incoming: IncomingFolder
    postman: Postman
    members: Members

    @property
    def engine(self) -> Engine:
        """The database."""
        return self.incoming.importer.engine

    def run(self) -> list[str]:
        """Import, and keep the news; ids of the messages that wait to be posted."""
        match self.incoming.take_in():
            case Intake() as intake:
                for step in intake.steps:
                    if step.problem:
                        _log.warning("after an import, not done: %s", step.name)
                self._keep(lambda told: news_of(intake.report, told, str(self.incoming.folder)))
            case StillWritten(files):
                self._keep(lambda told: news_of_failure(files, _STILL_WRITTEN, told))
        return self._waiting()

    def failed(self, kind: str) -> list[str]:
        """Keep for posting that the import broke off with that kind of error; ids of what waits."""
        problem = f"The import broke off ({kind}). What is in is whole, and it is tried again."
        self._keep(lambda told: news_of_failure([str(self.incoming.folder)], problem, told))
        return self._waiting()

    def _keep(self, find: Callable[[Told], News]) -> None:
        with self.engine.connect() as connection:
            stored, people = load_told(connection), _told_people(connection)
            told = stored.without_the_last() if _refused(connection, stored.number) else stored
        news = find(told)
        if news.told != stored and (not news or self._put(news, people)):
            with self.engine.begin() as connection:
                keep_told(connection, news.told)

    def _put(self, news: News, people: list[Person]) -> bool:
        """Keep the message for everybody who can be reached; False if somebody has to be tried again."""
        message = news_message(news, self.incoming.minutes)
        try:
            users = [user_id for one in people if (user_id := self.members.user_id(one))]
        except LookupFailedError:
            return False
        for user_id in users:
            self.postman.put(f"{_PREFIX}{news.cause}:{user_id}", user_id, message)
        return bool(users)

    def _waiting(self) -> list[str]:
        ours = outbox.c.outbox_id.startswith(_PREFIX) & (outbox.c.state == OutboxState.PENDING.value)
        with self.engine.connect() as connection:
            return list(connection.execute(select(outbox.c.outbox_id).where(ours)).scalars())


def news_message(news: News, minutes: int) -> Message:
    """What stayed out and why, what is in now, and what to do.

    Names of files and cells of rows come from outside: they stand where Slack makes nothing of them.
    """
    blocks = [block for failure in news.failed[:_FILES_SHOWN] for block in _failed(failure)]
    if (more := len(news.failed) - _FILES_SHOWN) > 0:
        blocks.append(context(escape(f"… and {counted(more, 'more file')}.")))
    if news.failed:
        again = f"Correct this and export again; I look at the folder {every(minutes)}."
        blocks.append(section(escape(again)))
    blocks += [section(escape(f"{_short(file)} is in now.")) for file in news.mended[:_FILES_SHOWN]]
    if (more := len(news.mended) - _FILES_SHOWN) > 0:
        blocks.append(context(escape(f"… and {counted(more, 'more file')}.")))
    blocks += [section(escape(line)) for line in _partners(news)]
    return Message(_headline(news), blocks)


def _headline(news: News) -> str:
    if news.failed:
        files = len(news.failed)
        return "Import: a file needs a look." if files == 1 else f"Import: {files} files need a look."
    return "An import that failed is mended." if news.mended else "Import: partners that may be one."


def _failed(failure: Failure) -> Iterator[Block]:
    yield section(bold(_what(failure)))
    for problem in failure.problems[:_PROBLEMS_SHOWN]:
        yield from literal(_short(problem))
    if (more := len(failure.problems) - _PROBLEMS_SHOWN) > 0:
        yield context(escape(f"… and {more} more; rapport import FOLDER lists them all."))


def _what(failure: Failure) -> str:
    file = _short(failure.file)
    if not failure.rows_bad:
        return f"{file} stayed out." if failure.stayed_out else f"{file} needs a look."
    rows = f"{failure.rows_bad:,} of {counted(failure.rows_in, 'row')} need a look"
    return (
        f"{file} stayed out: {rows}. What was in before stays." if failure.stayed_out else f"{file}: {rows}."
    )


def _partners(news: News) -> Iterator[str]:
    if news.merged:
        yield f"{counted(news.merged, 'partner')} found to be another one, and merged; see rapport matches."
    if news.pairs:
        yield f"{counted(news.pairs, 'pair')} of partners may be one; decide with rapport matches."


def _short(text: str) -> str:
    """One line of bounded length."""
    line = "".join(one if one.isprintable() else " " for one in text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _told_people(connection: Connection) -> list[Person]:
    """The admins; where there are none, the leads."""
    people = all_people(connection)
    admins = [person for person in people if person.role is Role.ADMIN]
    return admins or [person for person in people if person.role is Role.LEAD]


def _refused(connection: Connection, number: int) -> bool:
    """Whether Slack refused every message of that number: nobody knows then."""
    ours = outbox.c.outbox_id.startswith(f"{_PREFIX}{number}:")
    states = set(connection.execute(select(outbox.c.state).where(ours)).scalars())
    return states == {OutboxState.FAILED.value}
