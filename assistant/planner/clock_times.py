"""Hours of a day as people say them: `at 3pm`, `um halb vier`, `a las 15`, `à 15h30`, `morning`."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

_HOURS: Final = {
    word: hour
    for hour, words in {
        1: "one eins ein una une", 2: "two zwei dos deux", 3: "three drei tres trois",
        4: "four vier cuatro quatre", 5: "five funf cinco cinq", 6: "six sechs seis",
        7: "seven sieben siete sept", 8: "eight acht ocho huit", 9: "nine neun nueve neuf",
        10: "ten zehn diez dix", 11: "eleven elf once onze", 12: "twelve zwolf doce douze",
    }.items()
    for word in words.split()
}  # fmt: skip
_WORD: Final = "|".join(sorted(_HOURS, key=len, reverse=True))
_AT: Final = r"(?:at|around|about|um|gegen|ab|a las|a la|sobre las|a|vers|des)"
_HALF: Final = r"(?P<half>half (?:past )?|halb )"
_QUARTER: Final = r"(?P<past>quarter past |viertel nach )|(?P<to>quarter to |viertel vor )"
_DAY_HALF: Final = (
    r"(?P<pm>p\.?m\.?\b|(?:in the |am |por la |de la |de l')?(?:afternoon|evening|nachmittags?|abends?|tarde|"
    r"noche|apres-midi)|du soir)|(?P<am>a\.?m\.?\b|(?:in the |am |por la |de la )?(?:morning|morgens|"
    r"vormittags?|"
    r"manana)|du matin)"
)
_BARE: Final = (
    r"\d{1,2}:\d\d(?:\s*(?:[ap]\.?m\b\.?|uhr|h\b))?|\d{1,2}(?:\.\d\d)?\s*(?:[ap]\.?m\b\.?)|"
    r"\d{1,2}\s*uhr(?:\s*\d\d)?|\d{1,2}\s?h(?:\d\d)?\b|\d{1,2}\s+o.?clock"
)
_NUMBER: Final = (
    rf"(?:{_BARE}|\d{{1,2}}(?:[.:]\d\d)?(?!\w|\s*(?:%|/|\d|days?|weeks?|tage|wochen|dias|"
    rf"jours|semaines|am\s+\d))|(?:{_WORD})\b(?!\s+(?:of|days?|weeks?|months?|\w+s\b)))"
)
_PART: Final = (
    r"(?:\s*(?:in the|am|por la|de la|du|de l')\s+(?:morning|afternoon|evening|nachmittag|abend|"
    r"vormittag|tarde|noche|manana|matin|soir|apres-midi)|\s*(?:nachmittags|abends|morgens|"
    r"vormittags))?"
)
CLOCK: Final = (
    rf"(?:{_AT}\s+)(?:half (?:past )?|halb |quarter past |quarter to |viertel nach |viertel vor )?{_NUMBER}"
    rf"(?:\s+y media|\s+et demie|\s+y cuarto|\s+et quart)?{_PART}|{_BARE}{_PART}|halb (?:{_WORD})\b"
)
"""An hour with its minutes; a bare number only after `at` and the like."""

END_OF_DAY: Final = (
    r"(?:eod|cob|end of (?:the |my )?(?:working |business )?day|close of business|(?:tages|arbeits)ende|"
    r"ende des (?:arbeits)?tage?s|feierabend|fin(?:al)? del dia|fin(?:al)? de la jornada|"
    r"ultima hora(?: del dia)?|fin de (?:la )?journee)"
)
"""The end of a working day."""

PARTS: Final = {
    r"\b(?:noon|midday|mittags?|mediodia|midi)\b": time(12),
    r"\b(?:lunch\w*|mittagessen|comer|almuerzo|dejeuner)\b": time(13),
    r"\b(?:afternoon|nachmittags?|tarde|apres-midi)\b": time(14),
    rf"\b{END_OF_DAY}\b": time(17),
    r"\b(?:tonight|evening|abends?|noche|soir)\b": time(18),
    r"\b(?:morning|vormittags?|fruh|morgens|am morgen|manana|matin|first thing)\b": time(9),
}
PART_OF_DAY: Final = (
    r"(?:at |um |a |al |am |in the |on the |this |every )?(?:noon|midday|mittags?|mediodia|midi)\b|"
    r"after lunch|"
    r"nach dem (?:mittag)?essen|despues de comer|apres (?:le )?dejeuner|"
    r"(?:first thing )?(?:in the |this |am |heute |cet |l'|dans l'|por la |esta |de la )?"
    r"(?:afternoon|nachmittags?|apres-midi|tarde)\b|"
    r"(?:(?:by|at|before|until|till?|around|towards|the|zum|vor|vorm|bis|gegen|am|al|a|antes de|antes del|"
    rf"para|hacia|el|en|avant|pour|vers|la|d'ici|d'ici a) )*{END_OF_DAY}\b|"
    r"tonight\b|(?:in the |this |am |heute |ce |le )(?:evening|abend|soir)\b|evening\b|abends\b|soir\b|"
    r"(?:esta|por la|de la) noche\b|"
    r"(?:first thing )?(?:in the |this )?morning\b|vormittags?\b|fruh\b|morgens\b|am morgen\b|"
    r"(?:por|de|en) la manana\b|(?:ce |le |au )?matin\b|first thing\b"
)
"""A part of the day."""

_READ: Final = re.compile(
    rf"(?:{_HALF}|{_QUARTER})?(?:(?P<h>\d{{1,2}})(?:\s*(?:[:.h]|uhr)\s*(?P<m>\d\d))?|(?P<w>{_WORD})\b)"
)
_AFTERNOON: Final = 12
_WORKING_FROM: Final = 7
_LAST: Final = 23
_LAST_MINUTE: Final = 59


def clock_time(words: str) -> time | None:
    """The hour that folded words say, as people at work mean it: `at 3` is in the afternoon."""
    digits = re.search(r"\d", words)
    match = _READ.search(words) if digits or re.search(rf"\b(?:{_WORD})\b", words) else None
    if match is None:
        return next((at for pattern, at in PARTS.items() if re.search(pattern, words)), None)
    hour = int(match["h"]) if match["h"] else _HOURS[match["w"]]
    minute = int(match["m"] or 0)
    hour = _half_of_day(hour, words, said=(match["h"] or "").startswith("0") or hour > _AFTERNOON)
    if re.search(r"y media|et demie", words) or (match["half"] or "").startswith("half"):
        minute = 30
    elif match["half"]:
        hour, minute = hour - 1, 30  # `halb vier` is half past three
    if match["past"] or re.search(r"y cuarto|et quart", words):
        minute = 15
    elif match["to"]:
        hour, minute = hour - 1, 45
    return time(hour, minute) if 0 <= hour <= _LAST and minute <= _LAST_MINUTE else None


def _half_of_day(hour: int, words: str, *, said: bool) -> int:
    half = re.search(_DAY_HALF, words)
    if half and half["pm"] and hour < _AFTERNOON:
        return hour + _AFTERNOON
    if half and half["am"]:
        return 0 if hour == _AFTERNOON else hour
    return hour + _AFTERNOON if hour and hour < _WORKING_FROM and not (half or said) else hour
