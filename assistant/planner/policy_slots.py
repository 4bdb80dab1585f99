"""What a what-if assumes: `if leads weigh double`, `threshold at 60`, `5 more leads`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from assistant.planner.common_slots import Slots
from assistant.planner.date_words import NUMBERS, counted
from assistant.planner.reading import Reading
from prompts.words import value_patterns, words_for
from tools.spelling import fold

_WORD: Final = "|".join(sorted(NUMBERS, key=len, reverse=True))
_MORE: Final = (
    r"more|extra|additional|further|mehr|weitere|zusatzliche|mas|adicionales|de plus|supplementaires"
)
_FEWER: Final = r"fewer|less|weniger|menos|de moins"
_CHANGE: Final = re.compile(
    rf"\b(?P<n>\d{{1,6}}|{_WORD})\s+(?:(?:{_MORE}|(?P<less>{_FEWER}))\s+leads?\b"
    rf"|leads?\s+(?:{_MORE}|(?P<less2>{_FEWER}))\b)"
)
_SIGNED: Final = re.compile(
    r"(?:\b(?:another|plus|add\w*|gains?|gained)|(?P<less>\b(?:minus|reduce\w*|loses?|lost|takes? away)))\s+"
    rf"(?:\w+\s+){{0,2}}?(?P<n>\d{{1,6}}|{_WORD})\s+leads?\b"
)
_TIMES: Final = re.compile(
    r"\b(?P<n>\d{1,2}(?:[.,]\d+)?)\s*-?(?:x|times|fach\w*|mal|veces|fois)\b|\bx\s?(?P<n2>\d{1,2}(?:[.,]\d+)?)\b"
    r"|\b(?:weight\w*|factor|gewicht\w*|faktor|peso|poids|facteur)\s*(?:of|at|to|=|:|von|auf|de|a)?\s*"
    r"(?P<n3>\d(?:[.,]\d+)?)\b(?!\s*%|\d)"
)
_PER_CENT: Final = re.compile(
    r"\b(?P<n>\d{1,3})\s*%\s*(?:(?P<more>more|mehr|mas|de plus|plus)|"
    r"(?P<less>less|weniger|menos|de moins|moins))\b"
)
_ONLY: Final = re.compile(r"\b(?:only|just|nur|solo|seule?s?|seulement)\s+(?:the |die |los |la |les )?$")
_NUMBER: Final = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3}(?:[.,]\d+)?)(?:th|st|nd|rd|\.|er|e)?(?![\w%])(?!\s*(?:%|x\b|times|days?|weeks?|months?))"
)
_IN_LEADS: Final = re.compile(r"(?<![\w.,])(?P<n>\d{1,4})\s+(?:accepted\s+)?(?:leads?|contactos)\b")
_TOP: Final = re.compile(r"\b(?:top|besten|mejores?|meilleurs?)\s+(?P<n>\d{1,2})\s*(?:%|percent|prozent)")
_RELATIVE: Final = re.compile(r"\b(?:by|um)\s+$")
_SUBJECTS: Final = ("leads", "relevance")
_NUMERIC: Final = ("leads_threshold", "relevance_threshold", "leads_times", "relevance_times", "more_leads")
_MOST: Final = {"leads_times": 10, "relevance_times": 10, "relevance_threshold": 100, "more_leads": 1000}
_PERCENTILES: Final = 100


def policy_slots(reading: Reading) -> Slots:
    """What the question assumes about weights, thresholds and leads."""
    text = _as_wished(reading)
    changes, text = _more_leads(text)
    return {**_basis(text), **changes, **(_thresholds(text) or _weights(text))}


def out_of_range(assumed: Mapping[str, Any]) -> bool:
    """Whether a number is assumed that cannot be: a relevance threshold of 150, leads that weigh 50 times."""
    if any(abs(assumed.get(name, 0)) > most for name, most in _MOST.items()):
        return True
    return assumed.get("basis") == "percentile" and assumed.get("leads_threshold", 0) > _PERCENTILES


def assumed_again(reading: Reading, last: Mapping[str, Any]) -> Slots:
    """`and at 60?`, `and triple?`: the number that stands alone, in place of the one assumed before."""
    said = [name for name in _NUMERIC if name in last]
    text = _as_wished(reading)
    number = next((match["n"] for match in _NUMBER.finditer(text)), None)
    factor = next((factor for *_, factor in _factors(text)), None)
    if not said or (number is None and factor is None):
        return {}
    if factor is not None:
        return {name: factor for name in said if name.endswith("_times")}
    if "more_leads" in said:
        return {"more_leads": int(float(number or 0))}
    return {name: _decimal(number or "0") for name in said}


def _as_wished(reading: Reading) -> str:
    """The folded words with names masked, without what is to be replaced: `80 instead of 75`."""
    return words_for("instead_of").sub(" ", fold(reading.masked))


def _basis(text: str) -> Slots:
    said = [basis for basis, pattern in value_patterns("basis").items() if pattern.search(text)]
    return {"basis": said[0]} if said else {}


def _more_leads(text: str) -> tuple[Slots, str]:
    match = _CHANGE.search(text) or _SIGNED.search(text)
    if match is None:
        return {}, text
    count = counted(match["n"])
    less = match["less"] or match.groupdict().get("less2")
    return {"more_leads": -count if less else count}, text[: match.start()] + " " + text[match.end() :]


def _thresholds(text: str) -> Slots:
    """Numbers beside words for a threshold, each for the side named nearest; for both when none is named."""
    if not words_for("threshold").search(text) and not _TOP.search(text):
        return {}
    if top := _TOP.search(text):
        value = 100.0 - float(top["n"])
        return {"basis": "percentile", **{f"{side}_threshold": value for side in _named(text, *top.span())}}
    if (leads := _IN_LEADS.search(text)) and not words_for("relevance").search(text):
        return {"basis": "absolute", "leads_threshold": float(leads["n"])}
    slots: Slots = {}
    for match in _NUMBER.finditer(text):
        if not _RELATIVE.search(text[: match.start()]):
            for side in _named(text, *match.span()):
                slots.setdefault(f"{side}_threshold", _decimal(match["n"]))
    return slots


def _weights(text: str) -> Slots:
    slots: Slots = {}
    for start, end, factor in _factors(text):
        side = _nearest(text, start, end)
        if side:
            slots.setdefault(f"{side}_times", factor)
    return slots or _only_one_counts(text)


def _only_one_counts(text: str) -> Slots:
    if not words_for("weighing").search(text):
        return {}
    for side, other in (_SUBJECTS, _SUBJECTS[::-1]):
        if any(_ONLY.search(text[: match.start()]) for match in words_for(side).finditer(text)):
            return {f"{other}_times": 0.0}
    return {}


def _factors(text: str) -> Iterator[tuple[int, int, float]]:
    """Where the text says how many times, and how many."""
    for match in _TIMES.finditer(text):
        yield *match.span(), _decimal(match["n"] or match["n2"] or match["n3"])
    if words_for("weighing").search(text):
        for match in _PER_CENT.finditer(text):
            yield *match.span(), 1 + (-1 if match["less"] else 1) * int(match["n"]) / 100
    taken: list[tuple[int, int]] = []
    for factor, pattern in value_patterns("times").items():
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield *match.span(), float(factor)


def _named(text: str, start: int, end: int) -> tuple[str, ...]:
    side = _nearest(text, start, end)
    return (side,) if side else _SUBJECTS


def _nearest(text: str, start: int, end: int) -> str | None:
    """The side, leads or relevance, that is named nearest to a span."""
    distances = [
        (max(match.start() - end, start - match.end(), 0), side)
        for side in _SUBJECTS
        for match in words_for(side).finditer(text)
    ]
    return min(distances)[1] if distances else None


def _decimal(digits: str) -> float:
    return float(digits.replace(",", "."))
