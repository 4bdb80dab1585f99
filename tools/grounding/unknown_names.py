"""Names that are nobody's we know of: capital letters where a sentence gives no reason for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tools.grounding import lexicon
from tools.grounding.word_lists import LANGUAGES, ordinary, words

_WORD: Final = re.compile(r"[^\W\d_][\w]*(?:[-'&][^\W_]+)*")
_ENDS: Final = re.compile(r"(?:[.!?:…]\s?['\"”»“)]*\s+|\n\s*|^\s*|[“„«\"(¿¡•]\s*|^\s*[-*]\s+)", re.MULTILINE)
_LETTER_END: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Fr|Hr|z\.B|e\.g|i\.e|bzw|ca|St|Nr|No)\.\s+$")
_CAPITALS: Final = words("capitals")
_GREETING: Final = re.compile(
    r"^\s*(?:hi|hello|hey|dear|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|servus|moin|bonjour|bonsoir|salut"
    r"|ch[eè]re?|hola|estimad[oa]|querid[oa]|buen[oa]s (?:d[ií]as|tardes)|buen d[ií]a)"
    r"[ ,]+(?P<name>[^,:!\n]{1,60})",
    re.IGNORECASE | re.MULTILINE,
)
_BEFORE: Final = re.compile(r"[^\W\d_]+ $")
_TITLE: Final = re.compile(r"\b(?:frau|herrn?|familie|dr\.?|kolleg(?:e|en|in)) $", re.IGNORECASE)
"""After it comes a person."""

_INFLECTED: Final = tuple(words("german_inflections"))
"""Endings of German articles and adjectives: what follows them is a noun, as a rule no name."""

_POLITE: Final = words("polite")
"""Pronouns of address that have a capital in other languages than the four."""

_VERBAL: Final = ("en", "st", "t", "e", "er", "es", "em")
"""Endings of the German words that begin sentences: verbs, adjectives, adverbs."""

_CLITIC: Final = 2  # letters of what hangs on a word: `you'll`, `existe-t-il`
_PIECE: Final = 4  # letters of a known word within a compound
_LONE_LINE: Final = re.compile(
    r"^[^\S\n]*(?P<name>[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){0,2})[^\S\n]*$", re.MULTILINE
)


def sentence_starts(text: str) -> frozenset[int]:
    """Positions at which a capital letter says nothing."""
    return frozenset(
        match.end() for match in _ENDS.finditer(text) if not _LETTER_END.search(text[: match.end()])
    )


def unknown_names(text: str, starts: frozenset[int], language: str) -> Iterator[tuple[int, int]]:
    """Spans that look like a name, in a cleaned text whose known names have been blanked out.

    It would rather ask once too often: whoever writes prose can say the thing in everyday words.
    """
    for match in (*_GREETING.finditer(text), *_LONE_LINE.finditer(text)):
        if match.re is _GREETING or not any(
            _is_everyday(word[0]) or _is_in_dictionary(word[0], language)
            for word in _WORD.finditer(match["name"])
        ):
            yield from _capitals(match["name"], match.start("name"))
    for match in _WORD.finditer(text):
        if match[0][0].isupper() and not _is_everyday(match[0]) and _is_named(text, match, starts, language):
            yield match.span()


def _capitals(piece: str, offset: int) -> Iterator[tuple[int, int]]:
    for word in _WORD.finditer(piece):
        if word[0][0].isupper() and not _is_everyday(word[0]):
            yield offset + word.start(), offset + word.end()


def _is_named(text: str, match: re.Match[str], starts: frozenset[int], language: str) -> bool:
    """Whether an unknown word with a capital is a name at its place."""
    word = match[0]
    if match.start() in starts and not _begins_a_name(text, match):
        return not _has_ending(word, language) and not _is_in_dictionary(word, language)
    if language != "de":
        return language in LANGUAGES or word not in _POLITE
    if any(letter.isupper() for piece in word.split("-") for letter in piece[1:]):
        return True
    if _begins_a_name(text, match) or _TITLE.search(text, 0, match.start()):
        return True
    before = _BEFORE.search(text, 0, match.start())
    follows_article = before is not None and before[0].strip().casefold().endswith(_INFLECTED)
    return not (_is_noun(word) or follows_article or _is_in_dictionary(word, language))


def _has_ending(word: str, language: str) -> bool:
    """Whether the word ends as verbs, nouns and adverbs of the four languages do."""
    endings = (*words("word_endings"), *(_VERBAL if language == "de" else ()))
    return language in LANGUAGES and (word.endswith(endings) or word.partition("-")[0].endswith(endings))


def _is_in_dictionary(word: str, language: str) -> bool:
    first, *rest = re.split(r"[-'&]", word)
    return all(
        len(piece) <= _CLITIC or _in_words(piece.casefold()) or lexicon.is_everyday(piece, language)
        for piece in rest
    ) and (len(first) == 1 or lexicon.is_everyday(first, language))


def _begins_a_name(text: str, match: re.Match[str]) -> bool:
    """An unknown word at the start of a sentence, followed by another capital or a possessive."""
    after = _WORD.match(text, match.end() + 1)
    owns = match[0].endswith("'s")
    return owns or bool(
        after and text[match.end()] == " " and after[0][0].isupper() and not _is_everyday(after[0])
    )


def _is_noun(word: str) -> bool:
    """Whether a German word with a capital is built like a noun: a known ending, or a known word within."""
    low = word.casefold()
    if low.endswith(tuple(words("german_noun_endings"))):
        return True
    pieces = (
        (low[:at] for at in range(_PIECE, len(low))),
        (low[at:] for at in range(1, len(low) - _PIECE + 1)),
    )
    return any(piece in ordinary("de") for side in pieces for piece in side)


def _is_everyday(word: str) -> bool:
    if word in _CAPITALS or len(word) == 1:
        return True
    stem = re.sub(r"'s?$", "", word)
    pieces = [piece for piece in re.split(r"[-'&]", stem) if piece]
    return stem in _CAPITALS or all(len(piece) == 1 or _in_words(piece.casefold()) for piece in pieces)


def _in_words(word: str) -> bool:
    known = ordinary()
    endings = ("s", "es", "n", "en", "ed", "ing")
    return word in known or any(word.endswith(end) and word.removesuffix(end) in known for end in endings)
