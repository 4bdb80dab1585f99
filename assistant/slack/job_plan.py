"""The steps of a job that writes many messages, as a person understands them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.jobs.words import refusals_in_words
from assistant.jobs.writing import FAILED
from assistant.slack.plans import Status, Task
from assistant.writing.rendering import Tongue, render
from knowledge.draft_jobs import JobState, Tally
from prompts.phrases import Phrases
from tools.facts import Fact, Kind, Statement, Unit

_COUNT: Final = Kind("job.step", Unit.COUNT, "how many of a job")


@dataclass(frozen=True)
class JobSteps:
    """How far each step of one job is."""

    tally: Tally
    phrases: Phrases

    def tasks(self) -> list[Task]:
        """Choosing, writing, checking (each message as it is written) and leaving out."""
        return [self._chosen(), self._written(), *self._checked(), self._left_out()]

    @property
    def _runs(self) -> bool:
        return self.tally.state is JobState.RUNNING

    def _chosen(self) -> Task:
        said = Statement("job.step_chosen", {"count": _fact(self.tally.total)})
        return Task("chosen", self._words(said), Status.COMPLETE)

    def _written(self) -> Task:
        written = _fact(self.tally.written)
        if self._runs:
            said = Statement("job.step_writing", {"count": written, "total": _fact(self.tally.total)})
            return Task("written", self._words(said), Status.IN_PROGRESS)
        if self.tally.state is JobState.CANCELLED:
            said = Statement("job.step_stopped", {"count": written})
        elif self.tally.written:
            said = Statement("job.step_written", {"count": written})
        else:
            said = Statement("job.step_none_written")
        return Task("written", self._words(said), Status.COMPLETE)

    def _checked(self) -> Iterator[Task]:
        """Nothing where there is nothing to check."""
        if self._runs:
            said = self._words(Statement("job.step_checking"))
            yield Task("checked", said, Status.IN_PROGRESS if self.tally.written else Status.PENDING)
        elif self.tally.written:
            yield Task("checked", self._words(Statement("job.step_checked")), Status.COMPLETE)

    def _left_out(self) -> Task:
        refused, why = self.tally.refused, refusals_in_words(self.tally)
        if self._runs:
            said = Statement("job.step_leaving_out")
            status = Status.IN_PROGRESS if refused else Status.PENDING
        elif refused:
            said = Statement("job.step_left_out")
            status = Status.ERROR if self.tally.reasons[FAILED] else Status.COMPLETE
        else:
            said, status = Statement("job.step_nobody_left_out"), Status.COMPLETE
        return Task("left_out", self._words(said), status, why)

    def _words(self, said: Statement) -> str:
        return render(self.phrases.text(said.key), said.slots, Tongue("en_GB", self.phrases.label)).text


def _fact(count: int) -> Fact:
    return Fact(_COUNT, None, count, date.min)
