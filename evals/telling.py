"""Words and arguments of use, told so that nothing in them names anybody of the portfolio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from assistant.contract import Call
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.resolving import reference_of
from evals.disguise import NOTE, Disguise

_LEFT_OUT: Final = frozenset(("query", "partly"))
_PROSE: Final = frozenset(("text", "reason", "outcome"))


@dataclass(frozen=True)
class Telling:
    """Words and arguments in disguise.

    Attributes:
        prose: What a note, a reason or an outcome says: replaced wherever it stands.
    """

    disguise: Disguise
    prose: Sequence[str]

    def words(self, text: str) -> str:
        """The text on one line, without notes and names of theirs."""
        for prose in self.prose:
            text = text.replace(prose, NOTE)
        return self.disguise.words(" ".join(text.split()))

    def arguments(self, call: Call, days: timedelta) -> dict[str, Any]:
        """The arguments of a call, ids as those of the frozen world, dates moved by so many days."""
        kept = {name: value for name, value in call.args.items() if name not in _LEFT_OUT}
        return {name: self._value(call.tool, name, value, days) for name, value in kept.items()}

    def call(self, call: Call) -> str:
        """The call on one line, as it was made."""
        said = (f"{name}: {value}" for name, value in self.arguments(call, timedelta()).items())
        return f"{call.tool}({', '.join(said)})"

    def _value(self, tool: str, name: str, value: Any, days: timedelta) -> Any:  # noqa: ANN401 -- JSON
        if isinstance(value, list):
            return [self._value(tool, name, one, days) for one in value]
        kind = reference_of(ARGUMENTS[tool], name) if tool in ARGUMENTS else None
        if kind is not None:
            return self.disguise.reference(kind, value)
        if not isinstance(value, str):
            return value
        day = _day(value)
        return str(day + days) if day else NOTE if name in _PROSE else self.words(value)


def prose_of(call: Call) -> Iterator[str]:
    """What a call copies from the asker's own words: a note, a reason, an outcome."""
    return (str(value) for name, value in call.args.items() if name in _PROSE and value)


def references(call: Call) -> Iterator[str]:
    """Ids, or words that named nobody, of the partners and people that a call is about."""
    for name, value in call.args.items():
        if call.tool in ARGUMENTS and reference_of(ARGUMENTS[call.tool], name) is not None:
            yield from value if isinstance(value, list) else [value]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
