"""Fractions and multiples in words (`two thirds`, `trois quarts`, `verdoppelt`) and halves of a dozen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tools.grounding.number_words import spelled_numbers

_COUNT: Final = r"(?P<count>[^\W_]+) "
_NOT_TIME: Final = r"(?! (?:of )?(?:an? |d')?(?:hours?|heures?|hora)| de hora|\w)"
_PARTS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), whole)
    for pattern, whole in (
        (rf"\b{_COUNT}(?:thirds?|drittel|tiers|tercios?|terceras? partes?){_NOT_TIME}", 3),
        (rf"\b{_COUNT}(?:quarters|fourths|viertel|quarts|cuart[ao]s(?: partes)?){_NOT_TIME}", 4),
        (rf"\b{_COUNT}(?:fifths?|fünftel|cinquièmes?|quintos?|quintas? partes?){_NOT_TIME}", 5),
        (
            r"\b(?:an?|one|ein|un|una|le|la) (?:quarter of|viertel|quart d|cuart[ao](?: parte)?)" + _NOT_TIME,
            4,
        ),
    )
)
_HALF: Final = re.compile(
    r"\bhalf (?:of )?(?:your|the|all|their)\b|\bhälfte\b|\bmoitié\b|\bmitad\b|\bhalved\b|\bhalbiert\w*\b",
    re.IGNORECASE,
)
_TIMES: Final = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), times)
    for times, words in (
        (2, "doubled|doubling|twofold|verdoppel\\w+|doublé\\w*|doublement|duplic(?:ad[oa]s?|[óa]|aron)"),
        (3, "tripl(?:ed|ing)|threefold|verdreifach\\w+|triplé\\w*|triplement|triplic(?:ad[oa]s?|[óa]|aron)"),
        (4, "quadrupled|fourfold|vervierfach\\w+|quadruplé\\w*|cuadruplic(?:ad[oa]s?|[óa]|aron)"),
        (5, "fivefold|verfünffach\\w+|quintuplé\\w*|quintuplic(?:ad[oa]s?|[óa]|aron)"),
        (10, "tenfold|verzehnfach\\w+|décuplé\\w*"),
    )
)
"""What became so many times as large: an increase by a hundred per cent less than that."""

_HALF_DOZEN: Final = re.compile(
    r"\bhalf an? dozen\b|\bhalbe[sn]? dutzend\b|\bdemi-douzaine\b|\bmedia docena\b", re.IGNORECASE
)
_ONE: Final = frozenset({"a", "an", "one", "ein", "un", "une", "una", "le", "la"})


def fractions(text: str, language: str) -> Iterator[tuple[int, int, float]]:
    """Span and per cent of every fraction and every multiple of a cleaned text."""
    for pattern, times in _TIMES:
        for match in pattern.finditer(text):
            yield *match.span(), 100.0 * (times - 1)
    for pattern, whole in _PARTS:
        for match in pattern.finditer(text):
            said = match.groupdict().get("count") or "1"
            counted = next((one.value for one in spelled_numbers(f"{said} 1", language)), None)
            parts = float(said) if said.isdigit() else counted
            if parts is not None or said.casefold() in _ONE:
                yield *match.span(), 100 * (parts or 1) / whole
    for match in _HALF.finditer(text):
        yield *match.span(), 50.0


def half_dozens(text: str) -> Iterator[tuple[int, int]]:
    """Spans of `half a dozen`."""
    for match in _HALF_DOZEN.finditer(text):
        yield match.span()
