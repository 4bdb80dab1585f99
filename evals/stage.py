"""Where suites run: the frozen world, who answers there, and how often each question is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from assistant.metering import Meter
from assistant.rapport import Rapport
from evals.frozen import frozen_rapport
from evals.judging import Judge
from evals.replies import Overheard, RapportReplies
from tools.names import NameIndex


@dataclass(frozen=True)
class Stage:
    """The frozen world with somebody who answers; opened when a suite first needs it.

    Attributes:
        model: As LangChain names it; empty for the embedded planner and writer.
        price: Of a million tokens in and out.
        judge: Gives its opinion of the answers; None where nobody asked for one.
    """

    model: str
    model_url: str
    trials: int
    price: tuple[float, float] | None
    judge: Judge | None = None
    meter: Meter = field(default_factory=Meter)
    _stack: ExitStack = field(default_factory=ExitStack)

    @cached_property
    def rapport(self) -> Rapport:
        """Rapport in the frozen world."""
        world = frozen_rapport(model=self.model, model_url=self.model_url, meter=self.meter)
        return self._stack.enter_context(world)

    @cached_property
    def respondent(self) -> RapportReplies:
        """Rapport as it is asked."""
        return RapportReplies(f"rapport, {self.model or 'embedded'}", self.rapport, self.meter)

    @cached_property
    def heard(self) -> Overheard:
        """The same, with what was said kept, so that other suites need not ask again."""
        return Overheard(self.respondent)

    @cached_property
    def names(self) -> NameIndex:
        """Everybody in the world, as an admin sees them."""
        admin = self.rapport.person("kim.adler@vendor.example")
        return self.rapport.roster.names(self.rapport.roster.access(admin))

    def close(self) -> None:
        """Leave the world."""
        self._stack.close()


@contextmanager
def open_stage(
    model: str = "",
    model_url: str = "",
    trials: int = 1,
    price: tuple[float, float] | None = None,
    judge: Judge | None = None,
) -> Iterator[Stage]:
    """A stage for some suites."""
    stage = Stage(model, model_url, trials, price, judge)
    try:
        yield stage
    finally:
        stage.close()
