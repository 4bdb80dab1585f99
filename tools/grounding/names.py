"""Finding any of many thousand names in a text, however it is written."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from tools.grounding.folding import Folded, canonical, skeleton
from tools.grounding.word_lists import ordinary, proper, words
from tools.spelling import LEGAL_FORMS, fold

_WORD: Final = re.compile(r"[^\W_]+")
_BLOB: Final = re.compile(r"[A-Za-z0-9+/_-]{6,}={0,2}")
_WORDS_OF_A_NAME: Final = 6
_BURIED_FROM: Final = 8  # letters; a shorter name can arise by chance across the words of a text
_HEAD: Final = 6
_SHORTEST: Final = 2  # letters; a single one names nobody
_SHORT: Final = 3  # letters; SAP is a name, sap a word: the case must fit
_DISTINCTIVE: Final = 5
_HIDDEN_FROM: Final = 4
_GENERIC: Final = words("generic")


@dataclass(frozen=True)
class Found:
    """A name in a text: its span in the original text, and the name as it was given."""

    start: int
    end: int
    name: str
    encoded: bool = False


@dataclass(frozen=True)
class NameIndex:
    """Many names, looked up by what remains of them after folding.

    Attributes:
        whole: Canonical form of names and their usual short forms, to the name; found at word borders.
        cased: Canonical forms that are everyday words or very short: found only when written like a name.
        buried: Canonical forms found anywhere among the letters, reversed and rot13 included.
        heads: First letters of the buried forms, to their lengths, longest first.
    """

    whole: Mapping[str, str]
    cased: frozenset[str]
    buried: Mapping[str, str]
    heads: Mapping[str, tuple[int, ...]]

    @classmethod
    def build(cls, names: Iterable[str], *, as_names: bool = True) -> NameIndex:
        """Index names, aliases, domains, or words that must not be said.

        Args:
            names: As people write them.
            as_names: False for words of ours: then no short forms are made and case never matters.
        """
        whole: dict[str, str] = {}
        cased: set[str] = set()
        buried: dict[str, str] = {}
        for name in names:
            for form in _forms(name) if as_names else (name,):
                plain = canonical(form)
                if len(plain) < _SHORTEST:
                    continue
                whole.setdefault(plain, name)
                if as_names and (form.casefold() in ordinary() or len(plain) <= _SHORT):
                    cased.add(plain)
                    continue
                hidden = _disguises(form) if len(plain) >= _HIDDEN_FROM else ()
                whole.update({one: name for one in hidden if one not in whole and one not in ordinary()})
                buried.update({one: name for one in (plain, *hidden) if len(one) >= _BURIED_FROM})
        heads: dict[str, set[int]] = {}
        for plain in buried:
            heads.setdefault(plain[:_HEAD], set()).add(len(plain))
        lengths = {head: tuple(sorted(found, reverse=True)) for head, found in heads.items()}
        return cls(whole, frozenset(cased), buried, lengths)

    def find(
        self,
        text: Folded,
        sentence_starts: frozenset[int] = frozenset(),
        everyday: frozenset[str] = frozenset(),
    ) -> Iterator[Found]:
        """Every name in a cleaned text; spans may overlap.

        Args:
            text: From `cleaned`.
            sentence_starts: Positions in the cleaned text where a capital letter says nothing.
            everyday: Words that have a capital anyway, case folded: German nouns, places, months.
        """
        yield from self._at_word_borders(text, sentence_starts, everyday)
        yield from self._among_letters(text)
        yield from self._encoded(text)

    def _at_word_borders(
        self, text: Folded, sentence_starts: frozenset[int], everyday: frozenset[str]
    ) -> Iterator[Found]:
        written = [(match.start(), match.end(), canonical(match[0])) for match in _WORD.finditer(text.text)]
        for first, (start, _, _) in enumerate(written):
            joined = ""
            for count, (_, end, letters) in enumerate(islice(written, first, None), start=1):
                joined = _merge(joined, letters)
                if count > _WORDS_OF_A_NAME and len(joined) > 2 * count:
                    break
                if joined not in self.whole:
                    continue
                said = text.text[start:end]
                capital_counts = start not in sentence_starts and said.casefold() not in everyday
                if self._is_meant(joined, said, capital_counts=capital_counts):
                    yield Found(*text.span(start, end), self.whole[joined])

    def _is_meant(self, letters: str, said: str, *, capital_counts: bool) -> bool:
        """Whether a fitting piece of text is the name, not everyday words."""
        pieces = _WORD.findall(said)
        if any(not canonical(edge) and edge not in self.whole[letters] for edge in (pieces[0], pieces[-1])):
            return False  # a number beside the name is none of it
        if letters in self.cased:
            if len(letters) <= _SHORT:
                return len(pieces) == 1 and said.isupper()
            return said[:1].isupper() and (capital_counts or said.isupper())
        if len(pieces) == 1 or canonical(self.whole[letters]) != letters:
            return True
        loose = " " in said and " " not in self.whole[letters].strip()
        return not (loose and all(piece in ordinary() for piece in pieces))

    def _among_letters(self, text: Folded) -> Iterator[Found]:
        letters = skeleton(text)
        for start in range(len(letters.text) - _HEAD + 1):
            for length in self.heads.get(letters.text[start : start + _HEAD], ()):
                piece = letters.text[start : start + length]
                if len(piece) == length and piece in self.buried:
                    yield Found(*letters.span(start, start + length), self.buried[piece])
                    break

    def _encoded(self, text: Folded) -> Iterator[Found]:
        for match in _BLOB.finditer(text.text):
            for plain in decodings(match[0]):
                letters = canonical(plain)
                inside = letters in self.whole or any(
                    self._begins_at(letters, at) for at in range(len(letters))
                )
                if inside or any(canonical(word) in self.whole for word in _WORD.findall(plain)):
                    yield Found(*text.span(*match.span()), match[0], encoded=True)

    def _begins_at(self, letters: str, start: int) -> bool:
        lengths = self.heads.get(letters[start : start + _HEAD], ())
        return any(letters[start : start + length] in self.buried for length in lengths)


def decodings(blob: str) -> Iterator[str]:
    """What a blob says in base64 or hex, if that is readable text."""
    for decode in (_from_base64, bytes.fromhex):
        try:
            plain = decode(blob).decode()
        except ValueError:
            continue
        if plain.isprintable() and plain.strip():
            yield plain


def _from_base64(blob: str) -> bytes:
    padded = blob.rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(padded + "=" * (-len(padded) % 4))


def _forms(name: str) -> Iterator[str]:
    """A name and the shorter ways in which people say it."""
    yield name
    if (spelled_out := name.translate(_UMLAUTS)) != name:
        yield from _forms(spelled_out)
    said = [word for word in re.split(r"[\s,&/]+", name.strip()) if word]
    if not said:
        return
    while len(said) > 1 and canonical(said[-1]) in _LEGAL:
        said.pop()
    yield " ".join(said)
    while len(said) > 1 and said[-1].casefold() in _GENERIC:
        said.pop()
    if len(said) > 1 or said[0].casefold() not in ordinary():
        yield " ".join(said)
    if "." in name and " " not in name:
        said = [name.rsplit(".", 1)[0].rsplit("/", 1)[-1].removeprefix("www.")]
    head = said[0]
    if len(head) >= _DISTINCTIVE and head.casefold() not in proper() | _GENERIC:
        yield head


def _disguises(form: str) -> tuple[str, str]:
    """The reversed and the rot13 form."""
    plain = "".join(letter for letter in fold(form) if "a" <= letter <= "z")
    return canonical(plain[::-1]), canonical(plain.translate(_ROT13))


def _merge(before: str, letters: str) -> str:
    joined = before + letters
    return joined.replace("rn", "m").replace("vv", "w") if before else joined


_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe", "æ": "ae"}
)
_ROT13: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
_LEGAL: Final = frozenset(canonical(form) for form in LEGAL_FORMS)
