"""What of the moments can stand in a message: no name that acts, nothing that must not be mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.drafting.material import Moment
from assistant.drafting.occasions import SLOTS, Occasion
from assistant.drafting.presentable import presentable
from tools.facts import Fact, Quote
from tools.grounding.folding import canonical, cleaned
from tools.grounding.taboos import touched


@dataclass(frozen=True)
class Silence:
    """What a partner must not be told of.

    Attributes:
        taboos: As notes put them: "never mention the outage".
        names: Of the partner and of whom the message is between; those may always be said.
    """

    taboos: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def covers(self, words: str) -> bool:
        """Whether the words touch on something that must not be mentioned."""
        allowed = frozenset(canonical(word) for name in self.names for word in name.split())
        return any(touched(cleaned(words).text, self.taboos, allowed))


def sayable(found: Iterable[Moment], silence: Silence) -> Iterator[Moment]:
    """The moments without values that cannot stand in a message; none that needs such a value."""
    for moment in found:
        slots = {name: source for name, source in moment.slots.items() if _can_be_said(source, silence)}
        is_bare = moment.occasion is Occasion.FOCUS and not slots
        if SLOTS[moment.occasion].always <= slots.keys() and not is_bare:
            yield Moment(moment.occasion, slots)


def _can_be_said(source: Fact | Quote, silence: Silence) -> bool:
    """Names must be names; what was said was looked at before (`presentable.repeatable`)."""
    if isinstance(source, Quote):
        return not silence.covers(source.text)
    if not isinstance(source.value, str):
        return True
    return presentable(source.value) and not silence.covers(source.value)
