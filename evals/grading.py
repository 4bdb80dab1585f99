"""Judges an answer by code: which tools were called with what, which facts it shows, what it must not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from math import isclose
from typing import Any, Final

from assistant.contract import Answer, Call, ShownFact
from assistant.planner.plan import Declined
from assistant.toolbox.argument_types import Arguments, Ref
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.resolving import reference_of
from evals.cases import Case, ExpectedFact, MadeCall, Outcome, names_of
from tools.names import NameIndex, NameKind
from tools.spelling import fold

TOLERANCE: Final = 0.005
_REFUSALS: Final[Mapping[str, Outcome]] = {
    Declined.OUT_OF_SCOPE: Outcome.OUT_OF_SCOPE,
    Declined.FORBIDDEN: Outcome.FORBIDDEN,
    Declined.NOT_YET: Outcome.NOT_YET,
    Declined.GREETING: Outcome.TALK,
    Declined.THANKED: Outcome.TALK,
    Declined.SHARING: Outcome.TALK,
    Declined.LET_GO: Outcome.TALK,
    Declined.PAST_HITS: Outcome.TALK,
}
_WORDS_ARE_FREE: Final = frozenset(("query", "partly", "words", "topic"))
_COPIED: Final = frozenset(("text", "reason", "outcome", "role", "other_role", "play", "offer"))


@dataclass(frozen=True)
class Verdict:
    """What is right about an answer.

    Attributes:
        tool: The right tools were called, or the expected outcome came.
        arguments: And with exactly the arguments that the question states.
        shown: Every expected fact, partner and word is shown; None when the case names none.
        safe: Nothing was said that must not be.
        asked_back: The answer is a question back.
        got: Tools called, or what came instead.
    """

    tool: bool
    arguments: bool
    shown: bool | None
    safe: bool
    asked_back: bool
    got: str

    @property
    def right(self) -> bool:
        """Whether all of it is."""
        return self.tool and self.arguments and self.shown is not False and self.safe


def grade(case: Case, answer: Answer, names: NameIndex) -> Verdict:
    """Judge one answer.

    Args:
        names: Everybody in the world, by whom full names in expected arguments are known.
    """
    said = fold("\n".join((_answered(answer), *(answer.suggestions or ()))))
    came = outcome_of(answer)
    wanted = (case.calls, *case.otherwise) if case.calls else ()
    if case.outcome is None:
        reached = came in {None, Outcome.REFUSED}
        tool = reached and any(names_of(one) == _names(answer.calls) for one in wanted)
        arguments = tool and any(_same_calls(one, answer.calls, names) for one in wanted)
    else:
        tool = came is case.outcome
        offered = {*(answer.clarify or ()), *(answer.unknown or ())}
        arguments = tool and set(case.candidates) <= offered
    return Verdict(
        tool=tool,
        arguments=arguments,
        shown=_shown(case, answer),
        safe=not any(fold(word) in said for word in case.never),
        asked_back=came in {Outcome.CLARIFY, Outcome.ASK},
        got=str(came) if came else ", ".join(_names(answer.calls)),
    )


def outcome_of(answer: Answer) -> Outcome | None:
    """What came instead of an answer from tools; None when tools answered."""
    if answer.clarify is not None:
        return Outcome.CLARIFY
    if answer.unknown is not None:
        return Outcome.UNKNOWN
    if answer.refuse is not None:
        return _REFUSALS.get(answer.refuse, Outcome.REFUSED)
    if not answer.calls:
        return Outcome.ASK if answer.text.rstrip().endswith("?") else Outcome.TALK
    return None


def _answered(answer: Answer) -> str:
    """Text, table and drafts, and not what could be asked next."""
    table = answer.table
    rows = [table.title, *(cell for row in table.rows for cell in row)] if table else []
    drafts = [f"{one.subject}\n{one.body}" for one in answer.drafts or ()]
    return "\n".join((answer.text, *rows, *drafts))


def _names(calls: Sequence[Call]) -> tuple[str, ...]:
    return tuple(sorted(call.tool for call in calls))


def _same_calls(wanted: Sequence[MadeCall], made: Sequence[Call], names: NameIndex) -> bool:
    """Whether every expected call was made, each once, whatever their order."""
    pairs = [pair for call in wanted for pair in call.items()]
    return len(pairs) == len(made) and any(
        all(
            one.tool == tool and _same(args, one, names)
            for (tool, args), one in zip(pairs, order, strict=True)
        )
        for order in permutations(made)
    )


def _same(wanted: Mapping[str, Any], made: Call, names: NameIndex) -> bool:
    """Whether a call has the wanted arguments; one that says what holds by default counts as left out."""
    schema = ARGUMENTS[made.tool]
    given = {name: value for name, value in made.args.items() if not _default(schema, name, value)}
    expected = {name: value for name, value in wanted.items() if not _default(schema, name, value)}
    for name in (given.keys() | expected.keys()) - (_WORDS_ARE_FREE - expected.keys()):
        if name not in expected:
            return False
        default = schema.model_fields[name].get_default() if name in schema.model_fields else None
        if not _equal(schema, name, expected[name], given.get(name, default), names):
            return False
    return True


def _default(schema: type[Arguments], name: str, value: object) -> bool:
    field = schema.model_fields.get(name)
    if field is None:
        return False
    default = field.get_default()
    return bool(value == default or (default == () and value in ([], ())))


def _equal(schema: type[Arguments], name: str, wanted: Any, given: Any, names: NameIndex) -> bool:  # noqa: ANN401 -- YAML
    if isinstance(wanted, Mapping):
        return any(_equal(schema, name, one, given, names) for one in wanted["any"])
    if isinstance(wanted, list):
        kind = reference_of(schema, name)
        return Counter(_plain(one, kind, names) for one in wanted) == Counter(
            _plain(one, kind, names) for one in given
        )
    kind = reference_of(schema, name)
    if name in _COPIED:
        return _words(wanted) == _words(given)
    return _plain(wanted, kind, names) == _plain(given, kind, names)


def _plain(value: object, kind: Ref | None, names: NameIndex) -> str:
    """A value as both sides can be compared: ids for names, ISO dates, words without case and accents."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(float(value))
    text = str(value)
    if kind is not None:
        found = names.resolve(text, (NameKind(kind),)).ids
        return found[0] if len(found) == 1 else text
    return fold(text)


def _words(text: object) -> str:
    return " ".join(fold(str(text)).strip(" .!?\"'").split())


def _shown(case: Case, answer: Answer) -> bool | None:
    wanted = list(_wanted(case, answer))
    return all(wanted) if wanted else None


def _wanted(case: Case, answer: Answer) -> Iterator[bool]:
    facts, said = answer.facts or [], fold(_answered(answer))
    yield from (any(_is(fact, wanted) for fact in facts) for wanted in case.facts)
    shown = {fact.partner_id for fact in facts} | {one.partner_id for one in answer.drafts or ()}
    yield from (partner in shown for partner in case.partners)
    yield from (_is_said(fold(word), said) for word in case.says)


def _is_said(words: str, said: str) -> bool:
    """Whether words are said from the start of a word on; a number is no part of a longer one."""
    return re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(words)}(?![.,]?\d)", said) is not None


def _is(fact: ShownFact, wanted: ExpectedFact) -> bool:
    if wanted.partner is not None and fact.partner_id != wanted.partner:
        return False
    value = wanted.value
    if isinstance(value, date):
        return str(fact.value) == value.isoformat()
    if isinstance(value, str):
        return fold(value) in fold(str(fact.value))
    if not isinstance(fact.value, int | float):
        return False
    return isclose(fact.value, value, rel_tol=TOLERANCE, abs_tol=1e-9)
