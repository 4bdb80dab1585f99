"""How people write a day, a time longer than a day, or how long ago something was, in four languages.

All patterns are for folded text with names masked.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.date_words import COUNT, DAY, LAST, MONTH, THIS, UNIT, UNIT_2

ON: Final = r"(?:on|am|vom|el|del|le|du|dated)"
SUFFIX: Final = r"(?:st|nd|rd|th|er|\.)?"
NUMERIC: Final = re.compile(
    r"(?<![\d./-])(?:(?P<y>\d{4})[./-](?P<m>\d{1,2})[./-](?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y2>\d{4}|\d\d))(?![./-]?\d)"
)
SHORT: Final = re.compile(
    rf"(?P<on>\b{ON}\s+)?(?<![\d./-])(?P<a>\d{{1,2}})(?P<sep>[./])(?P<b>\d{{1,2}})(?P<dot>\.)?"
    r"(?![./-]?\d|\s*(?:%|h\b|hours?|uhr|stunden))"
)
RANGE: Final = re.compile(
    rf"\b\d{{1,2}}{SUFFIX}\s*(?:-|\u2013|to|and|until|und|bis|y|al|a|et|au)\s*(?:the\s+)?"
    rf"(?P<day>\d{{1,2}}){SUFFIX}\s*(?:of |de )?(?P<month>{MONTH})\b(?:,?\s+(?:de\s+)?(?P<year>\d{{4}})\b)?"
)
IN_WORDS: Final = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}){SUFFIX}\s*(?:of |de )?(?P<month>{MONTH})"
    rf"|(?P<month2>{MONTH})\.?\s+(?:the\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b\.?"
    r"(?:,?\s+(?:de\s+)?(?P<year>\d{4})\b)?"
)
RELATIVE: Final = {
    re.compile(r"\b(?:day before yesterday|vorgestern|anteayer|antes de ayer|avant-hier)\b"): -2,
    re.compile(r"\b(?:yesterday|last night|gestern|ayer|anoche|hier)\b(?:\s+(?:morgen|por la manana))?"): -1,
    re.compile(
        r"\b(?:(?:today|heute|hoy|aujourd.?hui)\b(?:\s+(?:morgen|por la manana))?"
        r"|(?:this|earlier this) (?:morning|afternoon|evening)\b|tonight\b|esta manana\b|ce matin\b)"
    ): 0,
    re.compile(r"\b(?:ubermorgen|day after tomorrow|pasado manana|apres-demain)\b"): 2,
    re.compile(r"\b(?:tomorrow|morgen|manana|demain)\b"): 1,
}
FEW: Final = r"(?:a few|several|some|many|ein paar|einigen?|unos|unas|algunos|quelques|plusieurs)"
AGO: Final = re.compile(
    rf"\b(?:(?P<few>{FEW})|(?P<n>\d{{4,9}})|{COUNT})\s+(?:{UNIT})\s+(?:ago|back|earlier|atras)\b"
    rf"|\b(?:vor|hace|il y a)\s+(?:(?P<few2>{FEW})|(?P<n2>\d{{4,9}})|{COUNT.replace('count', 'count2')})\s+"
    rf"(?:{UNIT_2})\b"
)
AHEAD: Final = re.compile(rf"\b(?:in|en|dentro de|dans)\s+{COUNT}\s+(?:{UNIT})\b")
NEXT: Final = r"(?:next|coming|nachste[nrsm]?|kommende[nrsm]?|proxim[oa]s?)"
SPAN: Final = re.compile(
    rf"\b(?:(?P<next>{NEXT})|{LAST}|{THIS})\s+(?:{COUNT}\s+)?(?:{UNIT})\b"
    rf"|\b(?:{UNIT_2})\s+(?:{LAST}|(?P<next2>que viene|prochaine?s?|suivante?s?))"
)
WEEKDAY: Final = re.compile(
    rf"\b(?P<before>(?:{NEXT}|{ON}|{LAST}|{THIS}|for|fur|para|pour)\s+)?(?P<day>{DAY})\b"
    rf"(?P<after>\s+(?:que viene|prochain))?(?![,.]?\s+(?:(?:the|den|dem)\s+)?(?:\d|(?:{MONTH})\b))"
)
SHORT_NAME: Final = 4  # letters: `sat` and `mon` are days only after `on` or `last`
OF_MONTH: Final = re.compile(
    rf"\b(?:{ON}\s+the|{ON}|the)\s+(?P<day>\d{{1,2}})(?P<suffix>st|nd|rd|th|\.)?(?!\w|\s*(?:%|[:./]\d|uhr|h\b))"
)
IN: Final = re.compile(r"\b(?:in|im jahr|im|during|back in|en)\s+$")
VAGUE: Final = re.compile(
    r"\b(?:recently|lately|the other day|(?:a while|some time|ages|long) ago|week-?ends?|neulich|kurzlich|"
    r"letztens|wochenende|recientemente|hace poco|hace tiempo|fin de semana|recemment|l.autre jour|"
    r"(?:in|im|last|letzten|en|this|diesen)\s+(?:the\s+|el\s+)?(?:spring|summer|autumn|fall|winter|fruhling|"
    r"fruhjahr|sommer|herbst|primavera|verano|otono|invierno|printemps|ete|automne|hiver)|easter|ostern|pascua|"
    r"christmas|weihnachten|navidad|noel|h[12]|(?:first|second) half)\b"
)
