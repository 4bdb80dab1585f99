"""The trade's own words for sectors, technologies and places, told as the data spells them.

`Versicherer` and `aseguradoras` mean the sector that a portfolio calls `Insurance` or `Insurers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from prompts.words import value_patterns
from tools.mentions import Mention
from tools.names import NameIndex, NameKind
from tools.spelling import fold

_KINDS: Final = {
    "sector": NameKind.SECTOR,
    "technology": NameKind.TECHNOLOGY,
    "region": NameKind.REGION,
    "country": NameKind.COUNTRY,
}
_PAIRS: Final = re.compile(r"[aou]e")
"""How umlauts are typed without their keys; folding leaves the first letter of an umlaut."""


@dataclass(frozen=True)
class _Folded:
    """A folded text.

    Attributes:
        text: Its letters.
        typed_at: Where each of them stands in the text as typed.
    """

    text: str
    typed_at: Sequence[int]


def of_the_trade(text: str, found: Sequence[Mention], names: NameIndex) -> Iterator[Mention]:
    """Words of the trade that stand where no name was found.

    Args:
        text: The question as typed.
        found: Names that stand in it, which are not read again.
        names: Everything known; a word is told as one of these spells it, else as the trade does.
    """
    taken = [(one.start, one.end) for one in found]
    ways = _ways_to_fold(text)
    for slot, kind in _KINDS.items():
        for value, pattern in value_patterns(slot).items():
            for start, end in _places_of(pattern, ways):
                if all(end <= first or last <= start for first, last in taken):
                    taken.append((start, end))
                    yield Mention(start, end, kind, (_as_spelled(slot, value, kind, names),), text[start:end])


def spelled_out(folded: str) -> str:
    """`oesterreichisch` as folding leaves `österreichisch`: typed without the keys of umlauts."""
    return _PAIRS.sub(lambda match: match[0][0], folded)


def _places_of(pattern: re.Pattern[str], ways: Sequence[_Folded]) -> Iterator[tuple[int, int]]:
    """Where a pattern for folded text stands in a text as typed, umlauts as one letter or two."""
    for way in ways:
        for match in pattern.finditer(way.text):
            if match.end() > match.start():
                yield way.typed_at[match.start()], way.typed_at[match.end() - 1] + 1


def _ways_to_fold(text: str) -> tuple[_Folded, ...]:
    """The text with umlauts as one letter, and as two where somebody typed them so."""
    letters = [(letter, at) for at, typed in enumerate(text) for letter in fold(typed)]
    folded = "".join(letter for letter, _ in letters)
    typed_at = [at for _, at in letters]
    dropped = {match.start() + 1 for match in _PAIRS.finditer(folded)}
    if not dropped:
        return (_Folded(folded, typed_at),)
    kept = [at for at in range(len(letters)) if at not in dropped]
    spelled = _Folded("".join(folded[at] for at in kept), [typed_at[at] for at in kept])
    return (_Folded(folded, typed_at), spelled)


def _as_spelled(slot: str, value: str, kind: NameKind, names: NameIndex) -> str:
    """The word that the data has for a trade's word: the same one, or one that means the same."""
    known = names.resolve(value, (kind,))
    if known.closeness is not None and len(known.ids) == 1:
        return known.ids[0]
    meaning = value_patterns(slot)[value]
    spelled = (one.id for one in names.entries if one.kind is kind and meaning.search(fold(one.id)))
    return min(spelled, default=value)
