"""Which names and words from the data may stand in a message to a partner."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from assistant.writing.rendering import harmless
from tools.grounding.addresses import active_characters, addresses
from tools.grounding.folding import cleaned
from tools.grounding.internal_words import internal_index
from tools.grounding.problems import ProblemKind
from tools.grounding.word_lists import LANGUAGES, ordinary

_NAME: Final = re.compile(r"[\w .,'\u2019&()+/-]+")
_NOT_NAME: Final = re.compile(r"[^\w .,'\u2019&()+/-]|\d{5,}")
_FORMULA: Final = tuple("=+-@")
_SENTENCE: Final = re.compile(r"[^\W\d_]{4,}[.!?] \S|[!?\u3002\uff01\uff1f]|[\r\n]")
_PARTICLES: Final = frozenset(
    (
        "a", "al", "and", "da", "das", "de", "del", "den", "der", "des", "di", "do", "dos", "du", "e", "el",
        "en", "et", "for", "la", "las", "le", "les", "los", "of", "ten", "the", "und", "van", "von",
        "vom", "y", "zu", "zum", "zur",
    )
)  # fmt: skip
_TALK: Final = 2  # everyday words in lower case: from then on it is no name
_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 7
_WORDS_SAID: Final = range(5, 31)
_COMMAND: Final = re.compile(
    r"\b(?:ignor\w*|disregard|forget|instructions?|prompts?|system|assistant|chatbot|language model|llm"
    r"|gpt|print|output|respond|repeat after|override|jailbreak|pretend|act as|from (?:now|today) on|canary"
    r"|base64|decode|bcc|approved?|summar\w+|digest|(?:say|write|reply|answer) only|anweisung\w*"
    r"|ignorier\w*|vergiss|ausgabe|ab sofort|genehmig\w*|zusammenfassung\w*|d[ée]sormais|oublie[rz]?"
    r"|approuv\w*|r[ée]sum[ée]\w*|instrucci\w+|a partir de ahora|olvid\w+|aprobad\w*|resum\w+)\b",
    re.IGNORECASE,
)
"""Words with which a text speaks to a machine; a sentence that has one is not quoted, whatever it means."""

_CODE: Final = re.compile(r"\b[A-Z]{5,}\b|\b[A-Z0-9]+-[A-Z0-9]*\d\w*|\b\w*\d[A-Za-z]\w*\d\w*\b")
"""Shouting and codes: nobody is quoted with those."""

_TOKEN: Final = re.compile(r"[^\W\d_]+")


def presentable(name: str) -> bool:
    """Whether a name from the data can stand in a message as it is: one line, short, no link, no markup."""
    if not _NAME.fullmatch(name) or name.startswith(_FORMULA) or _written(name) != name:
        return False
    return not any(addresses(name)) and _is_a_name(name)


def softened(name: str) -> str:
    """A name without whatever could act as markup; empty if it is a link, a formula, a sentence."""
    if presentable(name):
        return name
    plain = _written(name)
    kinds = {kind for kind, *_ in addresses(plain)}
    acts = any(active_characters(name)) or name.startswith(_FORMULA) or _SENTENCE.search(name)
    if acts or "//" in plain or ProblemKind.ADDRESS in kinds or (ProblemKind.LINK in kinds and " " in plain):
        return ""
    plain = _NOT_NAME.sub(" ", plain)
    plain = " ".join((plain.replace(".", " ") if ProblemKind.LINK in kinds else plain).split())
    return plain if _is_a_name(plain) else ""


def _written(name: str) -> str:
    """The name on one line in plain characters, in its own alphabet."""
    return unicodedata.normalize("NFKC", harmless(name))


def _is_a_name(name: str) -> bool:
    """Whether it reads like a name: few words, no sentence, no word of ours, no word to a machine."""
    said = _TOKEN.findall(name)
    if len(name) > _LONGEST_NAME or not 1 <= len(said) <= _MOST_WORDS:
        return False
    talk = [word for word in said if word.islower() and word in ordinary() - _PARTICLES]
    internal = next(internal_index().find(cleaned(name)), None)
    return len(talk) < _TALK and internal is None and not _SENTENCE.search(name) and not _COMMAND.search(name)


def repeatable(sentence: str, language: str) -> bool:
    """Whether somebody's sentence can be quoted back to them: whole, harmless, in their language."""
    if len(sentence.split()) not in _WORDS_SAID or sentence[-1:] not in ".!?" or "\n" in sentence:
        return False
    plain = cleaned(sentence)
    marked = (
        any(addresses(plain.text))
        or any(active_characters(sentence))
        or any(mark in sentence for mark in '“”„«»"=|<>')
    )
    return (
        not marked
        and not _COMMAND.search(plain.text)
        and not _CODE.search(plain.text)
        and language_of(plain.text) == language
    )


def language_of(text: str) -> str:
    """The language most of whose everyday words stand in the text; empty if none stands out."""
    words = [word.casefold() for word in _TOKEN.findall(text)]
    counts = {language: sum(word in ordinary(language) for word in words) for language in LANGUAGES}
    best, runner_up = sorted(counts.values(), reverse=True)[:2]
    return max(counts, key=lambda language: counts[language]) if best > runner_up else ""
