"""Names inside a question: where they stand and what they may mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tools.name_positions import in_name_position, is_date
from tools.names import PEOPLE, Closeness, Key, NameIndex, NameKind
from tools.spelling import JOINERS, Word, words_of

_BREAK: Final = re.compile(r"[,;:?!\n()\"]|\.\s")
KeysFor = Callable[[str, Sequence[Word], NameIndex, frozenset[str]], tuple[list[Key], int]]


@dataclass(frozen=True)
class Mention:
    """A name in a text.

    Attributes:
        start, end: Span in the text, without a possessive ending.
        kind: Kind of the closest entries; a partner before a person, a person before vocabulary.
        ids: What it may mean; several when it is ambiguous.
        text: The words as written.
    """

    start: int
    end: int
    kind: NameKind
    ids: tuple[str, ...]
    text: str
    closeness: Closeness = Closeness.NAME


LONGEST: Final = 6  # words
_GENITIVE: Final = 4  # letters: the s of a shorter word is too doubtful
_TYPO_WORDS: Final = 3
_TYPO_LETTERS: Final = 5
CROWD: Final = 12  # a first word that more partners share names none of them
_KIND_ORDER: Final = {kind: place for place, kind in enumerate(NameKind)}
_ABBREVIATION: Final = 5  # letters, the `&` among them
_SURE_LETTERS: Final = 5  # a shorter everyday word is never another one misspelt


def spot(text: str, names: NameIndex, ordinary: frozenset[str] = frozenset()) -> list[Mention]:
    """The names in `text`, left to right, never overlapping; the longest and closest wins.

    Args:
        text: A question as somebody typed it.
        names: Where to look.
        ordinary: Folded everyday words. A name that is one of them counts only where a name would stand.
    """
    words = words_of(text)
    capitals = _capitals_mean_names(words)
    sight = _Sight(text, words, names, ordinary, capitals)
    exact = list(sight.walk(range(len(words)), _exact_keys))
    taken = {at for start, end, _ in exact for at in range(start, end)}
    near = sight.walk([at for at in range(len(words)) if at not in taken], _near_keys)
    return [mention for _, _, mention in sorted([*exact, *near], key=lambda found: found[0])]


@dataclass(frozen=True)
class _Sight:
    """A text being searched for names."""

    text: str
    words: Sequence[Word]
    names: NameIndex
    ordinary: frozenset[str]
    capitals: bool

    def walk(self, places: Sequence[int], keys_for: KeysFor) -> Iterator[tuple[int, int, Mention]]:
        """Mentions among those word places, left to right, the longest first: first place, end, mention."""
        free, end = set(places), 0
        for at in places:
            if at < end:
                continue
            for count in range(min(LONGEST, len(self.words) - at), 0, -1):
                if not free.issuperset(range(at, at + count)):
                    continue
                mention = self._mention(self.words[at : at + count], keys_for)
                if mention:
                    end = at + count
                    yield at, end, mention
                    break

    def _mention(self, window: Sequence[Word], keys_for: KeysFor) -> Mention | None:
        if _broken(self.text, window) or JOINERS & {window[0].folded, window[-1].folded}:
            return None
        keys, end = keys_for(self.text, window, self.names, self.ordinary)
        keys = _telling(keys, window, self.names, self.ordinary)
        if not keys or self._is_of_another(window, keys) or not self._stands_as_name(window, keys):
            return None
        return _closest_mention(self.text, window[0].start, end, keys, self.names)

    def _stands_as_name(self, window: Sequence[Word], keys: Sequence[Key]) -> bool:
        whole = any(key.closeness < Closeness.PART for key in keys)
        if not _needs_name_position(window, self.ordinary, keys, self.names):
            return True
        if is_date(self.text, window, whole):
            return False
        if whole and self._is_abbreviation(window):
            return True
        return in_name_position(self.text, window, self.capitals, whole)

    def _is_abbreviation(self, window: Sequence[Word]) -> bool:
        """Whether it is typed as abbreviations are, `L&B` or `DH`, so that it is no word."""
        typed = self.text[window[0].start : window[-1].end]
        if "&" in typed and len(typed) <= _ABBREVIATION:
            return True
        shouts = self.text.isupper() and len(self.words) > 1
        return typed.isupper() and not shouts and typed.casefold() not in self.ordinary

    def _is_of_another(self, window: Sequence[Word], keys: Sequence[Key]) -> bool:
        """Whether a part of a name goes on as another: Maison Valcourt is not Maison Corvelle."""
        if any(
            self.names.entries[key.entry].kind is not NameKind.PARTNER
            or key.closeness not in {Closeness.PART, Closeness.LATER_PART}
            for key in keys
        ):
            return False
        at = self.words.index(window[0])
        begun = any(key.closeness is Closeness.PART for key in keys)
        after = begun and self._is_unknown_name(at + len(window), at + len(window) - 1)
        return after or (at > 1 and self._is_unknown_name(at - 1, at - 1))

    def _is_unknown_name(self, at: int, left: int) -> bool:
        """Whether the word there is written as a name that nothing known has, right beside the other."""
        if not self.capitals or not 0 <= at < len(self.words) or not 0 <= left < len(self.words) - 1:
            return False
        word = self.words[at]
        beside = self.text[self.words[left].end : self.words[left + 1].start] == " "
        known = word.folded in self.ordinary or self.names.knows(word.text)
        return beside and word.text[0].isupper() and not known and not self.names.typos((word.folded,))


def _broken(text: str, window: Sequence[Word]) -> bool:
    """Whether a comma, colon or question mark stands inside the window: no name reaches across it."""
    gaps = (text[left.end : right.start] for left, right in pairwise(window))
    return any(_BREAK.search(gap) for gap in gaps)


def _exact_keys(
    text: str, window: Sequence[Word], names: NameIndex, ordinary: frozenset[str]
) -> tuple[list[Key], int]:
    """What the words name as written, or without a genitive `s`, and where the name ends."""
    start, end, last = window[0].start, window[-1].end, window[-1].folded
    keys = names.matches(text[start:end])
    keys = keys or _close_keys(window, names, ordinary)
    if keys or not last.endswith("s") or len(last) < _GENITIVE or last in ordinary:
        return keys, end
    return names.matches(text[start : end - 1]), end - 1


def _close_keys(window: Sequence[Word], names: NameIndex, ordinary: frozenset[str]) -> list[Key]:
    """What several words name of which one is known: with a typo in the other, or mixing two names."""
    known = [names.matches(word.text) for word in (window[0], window[-1])]
    plain = [word.folded in ordinary for word in (window[0], window[-1])]
    short = [len(word.folded) < _SURE_LETTERS for word in (window[0], window[-1])]
    if not 1 < len(window) <= _TYPO_WORDS or not any(known):
        return []
    if any(plain[at] and short[at] and not known[at] for at in (0, 1)):
        return []
    tokens = tuple(word.folded for word in window)
    near = [key for key in names.typos(tokens) if key.closeness < Closeness.PART]
    if near:
        return [Key(key.entry, Closeness.TYPO) for key in near]
    alone = any(
        key.closeness < Closeness.PART for key in known[0]
    )  # `Nordlicht data missing` names Nordlicht
    return [] if plain[1] and alone and window[-1].text[0].islower() else names.mixed(tokens)


def _near_keys(
    text: str, window: Sequence[Word], names: NameIndex, ordinary: frozenset[str]
) -> tuple[list[Key], int]:
    """What the words name with a typo; everyday words are none."""
    end, folded = window[-1].end, "".join(word.folded for word in window)
    if (
        len(window) > _TYPO_WORDS
        or len(folded) < _TYPO_LETTERS
        or any(word.folded in ordinary for word in window)
        or names.matches(text[window[0].start : end])  # as written it is no name there
    ):
        return [], end
    near = [
        key for key in names.typos([word.folded for word in window]) if key.closeness < Closeness.LATER_PART
    ]
    return [Key(key.entry, Closeness.TYPO) for key in near], end


def _telling(
    keys: Sequence[Key], window: Sequence[Word], names: NameIndex, ordinary: frozenset[str]
) -> list[Key]:
    """The keys without those parts of names that are too common to mean one."""
    alike = Counter(names.entries[key.entry].kind for key in keys)
    everyday = any(word.folded in ordinary for word in window)

    def tells(key: Key) -> bool:
        if key.closeness < Closeness.PART:
            return True
        number = alike[names.entries[key.entry].kind]
        return number <= CROWD if key.closeness is not Closeness.LATER_PART else number == 1 and not everyday

    return [key for key in keys if tells(key)]


def _needs_name_position(
    window: Sequence[Word], ordinary: frozenset[str], keys: Sequence[Key], names: NameIndex
) -> bool:
    """Whether the words are everyday ones; vocabulary (sectors, regions) may stand anywhere."""
    if any(
        names.entries[key.entry].kind not in {NameKind.PARTNER, *PEOPLE, NameKind.CUSTOMER} for key in keys
    ):
        return False
    return all(word.folded in ordinary or len(word.folded) < 3 for word in window)  # noqa: PLR2004  too short


def _capitals_mean_names(words: Sequence[Word]) -> bool:
    """Whether capitals tell anything: not in a text where every word has one."""
    return any(word.text[0].islower() for word in words[1:]) or len(words) < 3  # noqa: PLR2004  too few


def _closest_mention(text: str, start: int, end: int, keys: Sequence[Key], names: NameIndex) -> Mention:
    closest = min(key.closeness for key in keys)
    entries = [names.entries[key.entry] for key in keys if key.closeness == closest]
    kind = min((entry.kind for entry in entries), key=lambda kind: _KIND_ORDER[kind])
    ids = tuple(dict.fromkeys(entry.id for entry in entries if entry.kind is kind))
    return Mention(start, end, kind, ids, text[start:end], closest)


def of_kind(mentions: Iterable[Mention], *kinds: NameKind) -> Iterator[Mention]:
    """The mentions of those kinds, in order."""
    return (mention for mention in mentions if mention.kind in kinds)
