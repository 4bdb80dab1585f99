"""The question before, asked again with what was corrected: another partner, another value, another tool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from assistant.planner.correcting import correction_in, only_complains, words_meant
from assistant.planner.follow_ups import Fields, follow_up
from assistant.planner.one_by_one import only_a_name
from assistant.planner.reading import Reading, read
from assistant.planner.slots import slots_for
from assistant.planner.thread import Call, Thread
from assistant.toolbox.argument_types import Scope
from prompts.words import correcting, correcting_words
from tools.mentions import Mention, of_kind
from tools.names import NameEntry, NameIndex, NameKind
from tools.spelling import fold, tokens_of

_WHOM: Final = frozenset(("partner", "partners", "contact"))
_OF_THE_QUESTION: Final = frozenset((*Scope.model_fields, "query", "limit"))
_NAME_WORDS: Final = 4
_TWO: Final = 2


@dataclass(frozen=True)
class Meant:
    """What somebody says that they meant.

    Attributes:
        words: As typed, without `no, I meant` around it.
        alone: Whether a whole question among the words is told without what stood around them.
        thread: The answer that was wrong.
    """

    words: str
    alone: bool
    thread: Thread


def meant_instead(text: str, thread: Thread) -> Meant | None:
    """What a message says was meant; None when it corrects nothing.

    What follows on `no` or `that's wrong` alone is what was meant, however it is said.
    """
    if thread.last is None and not thread.unanswered:
        return None
    complained = only_complains(thread.unanswered)
    wrong = replace(thread, unanswered="") if complained else thread
    correction = correction_in(text)
    if correction and correction.meant:
        few = len(correction.meant.split()) <= _NAME_WORDS
        return Meant(correction.meant, correction.says_so or few, wrong)
    return Meant(words_meant(text), alone=True, thread=wrong) if complained else None


@dataclass(frozen=True)
class Reasking:
    """Asks the question before again.

    Attributes:
        meant: What was meant instead, read.
        thread: The answer that was wrong.
        fields: Argument names by tool, for every tool that can be called.
    """

    meant: Reading
    thread: Thread
    names: NameIndex
    fields: Fields

    def calls(self) -> tuple[Call, ...]:
        """The calls with what was corrected; none when what was meant is a question of its own."""
        if self.thread.last is None or self.thread.unanswered:
            return ()
        if tool := self._other_tool(self.thread.last):
            return (tool,)
        named = self.meant.partners[0] if only_a_name(self.meant) else None
        if name := named or self._part_of_a_name() or self._other_one():
            return self._about(name)
        call = follow_up(self.meant, self.thread, self.fields)
        if call and call.tool in self.fields:
            return (call,)
        unknown = self._unknown_name()
        return self._about(unknown) if unknown else ()

    @property
    def asks_for_another(self) -> bool:
        """Whether it is said that another partner was meant, and not which."""
        return bool(correcting("other_one").match(fold(self.meant.masked)))

    def _other_tool(self, last: Call) -> Call | None:
        """What was asked before, done differently: `as a mail`, `why`."""
        said = self.meant.folded.strip(" ?.!")
        tool = next((name for name, words in correcting_words("tools").items() if words.match(said)), None)
        if tool is None or tool not in self.fields or self.thread.focus is None:
            return None
        fields = self.fields[tool]
        shared = fields - _WHOM - _OF_THE_QUESTION
        kept = {name: value for name, value in last.args.items() if name in shared}
        said_too = slots_for(tool, self.meant, fields)
        whom = {"partners": self.thread.all_partners} if "partners" in fields else {}
        return Call(tool, {**kept, **said_too, **(whom or {"partner": self.thread.focus})})

    def _about(self, name: str) -> tuple[Call, ...]:
        """The same calls about another partner; its profile when they are about no partner."""
        about = [call for call in self.thread.calls if _WHOM & set(self.fields.get(call.tool, ()))]
        calls = [self._with(name, call) for call in about]
        return tuple(call for at, call in enumerate(calls) if call not in calls[:at]) or (
            Call("partner_profile", {"partner": name}),
        )

    def _with(self, name: str, call: Call) -> Call:
        kept = {key: value for key, value in call.args.items() if key not in _WHOM}
        if call.tool == "compare_partners":
            return Call(call.tool, {**kept, "partners": (*call.args.get("partners", ()), name)})
        single = "partner" in self.fields[call.tool]
        return Call(call.tool, {**kept, **({"partner": name} if single else {"partners": (name,)})})

    def _part_of_a_name(self) -> str | None:
        """Who is called like the partner before, and as `the GmbH` says."""
        wanted = set(tokens_of(correcting("around_a_name").sub(" ", self.meant.folded)))
        if not wanted or len(wanted) > _NAME_WORDS:
            return None
        fits = [entry for entry in self._called_alike() if wanted <= set(tokens_of(entry.name))]
        return fits[0].name if len(fits) == 1 else None

    def _other_one(self) -> str | None:
        """Who `the other one` is: of two that were shown, or of two that are called alike."""
        if not self.asks_for_another:
            return None
        shown, focus = self.thread.listed, self.thread.focus
        if len(shown) == _TWO and focus in shown:
            return shown[1 - shown.index(focus)]
        before = self._named_before()
        others = [entry for entry in self._called_alike() if before and entry.id not in before.ids]
        return others[0].name if len(others) == 1 else None

    def _called_alike(self) -> Iterator[NameEntry]:
        """The partners whose names begin like the one named before."""
        before = self._named_before()
        first = tokens_of(before.text)[:1] if before else ()
        for key in self.names.matches(first[0]) if first else ():
            if self.names.entries[key.entry].kind is NameKind.PARTNER:
                yield self.names.entries[key.entry]

    def _named_before(self) -> Mention | None:
        """The partner named last before this message."""
        day, ordinary = self.meant.as_of, self.meant.ordinary
        earlier = (read(text, self.names, day, ordinary).mentions for text in self.thread.asked)
        found = (list(of_kind(mentions, NameKind.PARTNER)) for mentions in earlier)
        return next((mentions[-1] for mentions in found if mentions), None)

    def _unknown_name(self) -> str | None:
        """What is written like a name and is none that is known, so that the nearest can be offered."""
        words = self.meant.text.split()
        about_one = self.thread.last is not None and _WHOM & set(self.thread.last.args)
        if self.meant.mentions or not about_one or not 0 < len(words) <= _NAME_WORDS:
            return None
        named = all(word[0].isupper() and fold(word) not in self.meant.ordinary for word in words)
        return self.meant.text if named else None
