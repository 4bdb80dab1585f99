"""An answer to a question back: who of those offered is meant, and the question that waited, asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from assistant.planner.leftover import leftover
from assistant.planner.places import few_in, place_in
from assistant.planner.reading import Reading, read
from assistant.planner.thread import Call, Thread
from assistant.toolbox.argument_types import Ref
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.resolving import reference_of
from prompts.words import correcting, shape, value_patterns, word_list
from tools.mentions import of_kind
from tools.names import NameEntry, NameIndex, NameKind
from tools.spelling import fold, tokens_of, with_plain_legal_form

_PLACES: Final = (NameKind.CITY, NameKind.COUNTRY, NameKind.REGION)
_WORDS: Final = 7
_YES: Final = shape("yes_that_one")


@dataclass(frozen=True)
class AskedBack:
    """The question that waits for an answer to `which of them?`.

    Attributes:
        reading: The answer to it.
        thread: The answer that asked back.
    """

    reading: Reading
    thread: Thread
    names: NameIndex

    def calls(self) -> tuple[Call, ...]:
        """The calls that waited, with who is meant put in; none when the message picks nobody."""
        if not self.thread.offered or len(self.reading.text.split()) > _WORDS:
            return ()
        picked = self._by_place() or self._by_name() or self._by_words()
        made = (call for one in picked for call in self._asked_again(one))
        return tuple(made)

    def _by_place(self) -> tuple[str, ...]:
        """Those that `the second one`, `both` or a plain yes stands for."""
        offered = replace(self.thread, listed=self.thread.offered, partners=self.thread.offered)
        if len(offered.offered) == 1 and _YES.match(self.reading.folded):
            return offered.offered
        if self.reading.mentions or leftover(self.reading):
            return ()
        place = place_in(self.reading, offered)
        return (place,) if place else few_in(self.reading, offered)

    def _by_name(self) -> tuple[str, ...]:
        """The one candidate that the message names, perhaps by a part of its name or with a typo."""
        kinds = (NameKind.PARTNER, NameKind.CONTACT)
        named = {one for mention in of_kind(self.reading.mentions, *kinds) for one in mention.ids}
        fits = [entry for entry in self._candidates if entry.id in named]
        return (self._spelled(fits[0]),) if len(fits) == 1 and not leftover(self.reading) else ()

    def _by_words(self) -> tuple[str, ...]:
        """The one candidate that all words fit: `the GmbH`, `the one in Lyon`, `the reseller`."""
        words = set(tokens_of(self._plainly)) - word_list("fillers")
        wanted = {with_plain_legal_form(("name", word))[-1] for word in words}
        fits = [entry for entry in self._candidates if wanted <= self._told_by(entry)]
        return (self._spelled(fits[0]),) if wanted and len(fits) == 1 else ()

    @property
    def _plainly(self) -> str:
        """The folded message with places and types as the data spells them, without words around a name."""
        text = self.reading.text
        for mention in sorted(of_kind(self.reading.mentions, *_PLACES), key=lambda one: -one.start):
            text = f"{text[: mention.start]} {mention.ids[0]} {text[mention.end :]}"
        text = correcting("around_a_name").sub(" ", fold(text))
        for value, words in (*value_patterns("type").items(), *value_patterns("nationality").items()):
            text = words.sub(f" {fold(value)} ", text)
        return text

    def _told_by(self, entry: NameEntry) -> set[str]:
        owner = self._partner(entry.partner_id) if entry.kind is NameKind.CONTACT else None
        known = [one for one in (entry, owner) if one is not None]
        words = [word for one in known for word in (one.name, *one.aliases, *one.told_by)]
        return {
            token for word in words for token in (*tokens_of(word), *with_plain_legal_form(tokens_of(word)))
        }

    @cached_property
    def _candidates(self) -> tuple[NameEntry, ...]:
        """Whoever a name in the question that waits may be of."""
        asked = read(self.thread.asked[0], self.names, self.reading.as_of, self.reading.ordinary)
        for mention in of_kind(asked.mentions, NameKind.PARTNER, NameKind.CONTACT):
            if len(mention.ids) > 1:
                ids = frozenset(mention.ids)
                return tuple(one for one in self.names.entries if one.kind is mention.kind and one.id in ids)
        return ()

    def _partner(self, partner_id: str | None) -> NameEntry | None:
        kind = NameKind.PARTNER
        return next((one for one in self.names.entries if one.kind is kind and one.id == partner_id), None)

    def _spelled(self, entry: NameEntry) -> str:
        alone = self.names.resolve(entry.name, (entry.kind,)).ids == (entry.id,)
        return entry.name if alone else entry.id

    def _asked_again(self, meant: str) -> Iterator[Call]:
        for call in self.thread.calls:
            if (name := self._waits(call)) is not None:
                yield self._with(call, name, meant)

    def _waits(self, call: Call) -> str | None:
        """The argument that holds a name nobody could resolve; None when the call was answered."""
        schema = ARGUMENTS.get(call.tool)
        kinds = {name: reference_of(schema, name) for name in call.args} if schema else {}
        for name, kind in kinds.items():
            if kind is Ref.PARTNER and self._unresolved(call.args[name]):
                return name
        return next((name for name, kind in kinds.items() if kind is Ref.CONTACT), None)

    def _unresolved(self, value: object) -> str | None:
        handles = value if isinstance(value, list | tuple) else (value,)
        return next((str(one) for one in handles if one not in self.thread.partners), None)

    def _with(self, call: Call, name: str, meant: str) -> Call:
        value = call.args[name]
        if isinstance(value, list | tuple):
            waits = self._unresolved(value)
            return Call(
                call.tool, {**call.args, name: tuple(meant if one == waits else one for one in value)}
            )
        if reference_of(ARGUMENTS[call.tool], name) is Ref.CONTACT and meant in self.thread.offered:
            return self._at_partner(call, name, meant)
        return Call(call.tool, {**call.args, name: meant})

    def _at_partner(self, call: Call, name: str, partner: str) -> Call:
        """The call about the person of that partner, when each candidate works for one of those offered."""
        employers = list(dict.fromkeys(one.partner_id for one in self._candidates))
        place = self.thread.offered.index(partner)
        if len(employers) == len(self.thread.offered):
            person = next(one for one in self._candidates if one.partner_id == employers[place])
            return Call(call.tool, {**call.args, name: self._spelled(person)})
        kept = {key: value for key, value in call.args.items() if key != name}
        several = "partners" in ARGUMENTS[call.tool].model_fields
        return Call(call.tool, {**kept, **({"partners": (partner,)} if several else {"partner": partner})})
