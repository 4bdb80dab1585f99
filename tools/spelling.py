"""How names are written down before they are compared: case, accents, punctuation, legal forms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LEGAL_FORMS: Final = frozenset((
    "ab", "ag", "aps", "as", "asa", "bv", "co", "corp", "corporation", "eg", "ev", "gesmbh", "gmbh",
    "inc", "incorporated", "kft", "kg", "kgaa", "limited", "llc", "llp", "lp", "ltd", "mbh", "nv",
    "ohg", "oy", "oyj", "plc", "pty", "pvt", "sa", "sapi", "sarl", "sas", "sasu", "se", "sl", "slu",
    "sociedad", "spa", "sprl", "srl", "sro", "ug",
))  # fmt: skip
JOINERS: Final = frozenset(("and", "und", "et", "y", "&"))
HONORIFICS: Final = frozenset((
    "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "herrn", "monsieur", "madame", "mme", "m",
    "senor", "senora", "don", "dona", "sr", "sra",
))  # fmt: skip
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019\u2018`.&/+\-]?[^\W_]+)*[+#]*|&")
_SPLIT: Final = re.compile(r"[^\W_]+[+#]*")
_POSSESSIVE: Final = re.compile(r"(?:['\u2019\u2018`][sS]?)$")
_ELISION: Final = re.compile(r"^(?:[dDlLnNcCjJmMtTsS]|[qQ][uU])['\u2019\u2018`](?=[^\W_])")
_SHORT: Final = 3
_MIDDLE: Final = 6


@dataclass(frozen=True)
class Word:
    """One word of a text with its span; `folded` is how it is compared, `parts` its pieces at punctuation."""

    start: int
    end: int
    text: str
    folded: str


def fold(text: str) -> str:
    """Lower case without accents: `Ångström Straße` and `angstrom strasse` are the same."""
    if text.isascii():  # most text, and many times as fast
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.replace("\u00f8", "o").replace("\u00d8", "O").casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> list[Word]:
    """The words of a text in order, with possessive `'s` and elided articles (`d'`, `l'`) left out."""
    found = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if elided := _ELISION.match(word):
            word, start = word[elided.end() :], start + elided.end()
        word = _POSSESSIVE.sub("", word)
        for piece in _SPLIT.finditer(word):
            end = start + piece.end()
            found.append(Word(start + piece.start(), end, piece.group(), fold(piece.group())))
    return found


def tokens_of(text: str) -> tuple[str, ...]:
    """The folded words of a name; letters of an abbreviation such as `S.L.` are joined."""
    joined = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)
    return tuple(word.folded for word in words_of(joined))


def without_legal_form(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens without trailing legal forms, unless nothing would remain."""
    kept = tokens
    while len(kept) > 1 and (kept[-1] in LEGAL_FORMS or kept[-1] == "and"):
        kept = kept[:-1]
    return kept


def without_honorific(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A person's tokens without a leading `Frau`, `Dr`, unless nothing would remain."""
    kept = tokens
    while len(kept) > 1 and kept[0] in HONORIFICS:
        kept = kept[1:]
    return kept


def allowed_edits(length: int) -> int:
    """How many typos a word of that many letters may hold: none up to 3, one up to 6, two beyond."""
    if length <= _SHORT:
        return 0
    return 1 if length <= _MIDDLE else 2
