"""Seasons and feasts as dates: `last spring`, `im Herbst`, `avant Noël`; the months that they can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from tools.grounding.relative_dates import Moment

_AROUND: Final = timedelta(400)
"""A season without a year is the last or the next one."""

_BEFORE: Final = (
    r"(?:(?:in|over|during|since|until|before|after|last|this|next|early|late|of) (?:the )?"
    r"(?:last |next |early |late )?"
    r"|(?:im|seit|letzte[nrs]?|vergangene[nrs]?|diese[nrs]?|nachste[nrs]?|zu|uber|vor|nach|bis|zum)"
    r"(?: dem| den)? (?:letzten |nachsten )?|(?:au|en|cet|cette|ce|depuis|avant|apres|pour) (?:l'|le )?|l'"
    r"|a (?:l'|(?=noel|paques))"  # `à Noël`, not `a été`
    r"|(?:en|desde|este|esta|antes de|despues de|hasta) (?:la |el )?|(?:el|la) )"
)
_MONTHS: Final = {
    (3, 4, 5, 6): "spring|fruhjahr|fruhling|printemps|primavera",
    (6, 7, 8, 9): "summer|sommer|ete|verano",
    (9, 10, 11, 12): "autumn|fall|herbst|automne|otono",
    (12, 1, 2, 3): "winter|hiver|invierno",
    (12,): "christmas|weihnachten|noel|navidad|navidades",
    (3, 4): "easter|ostern|paques|semana santa",
}
_SEASONS: Final = tuple(
    (re.compile(rf"\b{_BEFORE}(?:{names})\b(?:,? (?:of |de )?(?P<year>20\d\d))?"), months)
    for months, names in _MONTHS.items()
)


def seasons(folded: str, as_of: date) -> Iterator[Moment]:
    """Every season of a folded text that is told as a time; `Spring` alone is a word."""
    for pattern, months in _SEASONS:
        for match in pattern.finditer(folded):
            year = int(match["year"]) if match["year"] else None
            options = tuple((year, month, None) for month in months)
            if year:
                yield Moment(*match.span(), options=options)
            else:
                yield Moment(*match.span(), options, first=as_of - _AROUND, last=as_of + _AROUND)
