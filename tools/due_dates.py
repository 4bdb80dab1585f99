"""When something is due, by the words of a note in English, German, French or Spanish and the note's date.

A closed grammar instead of a general date reader: it finds no dates in version numbers, guesses no language,
and takes time linear in the text. Words are relative to the day of the note, never to today.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from tools.calendar_words import MONTHS, NUMBERS, WEEKDAYS

_SOON: Final = {
    0: "end of (?:the )?day|eod|today|tonight|heute|aujourd'hui|hoy",
    1: r"tomorrow|(?<!am )(?<!guten )morgen|demain|(?<!la )(?<!buena )mañana",
    2: "day after tomorrow|übermorgen|uebermorgen|après-demain|pasado mañana",
}
_FRIDAY: Final = 4
_FAR: Final = timedelta(days=300)  # a day and month so far ahead was meant as one gone by
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY: Final = "|".join(WEEKDAYS)
_NUMBER: Final = "|".join([r"\d{1,2}", *sorted(NUMBERS, key=len, reverse=True)])
_END: Final = r"end of|the end of|ende|fin(?: de| du)?|(?:a )?final(?:es)? de"
_BY: Final = (
    r"(?:(?:by|before|until|till|no later than|not later than|on|bis(?: zum| spätestens)?|"
    r"vor(?: dem)?|spätestens(?: am)?|am|"
    r"avant(?: le)?|d'ici(?: le| au| à)?|jusqu'au|au plus tard le|le|antes del?|para el|para|"
    r"hasta el|a más tardar el|el)"
    r"\s+(?:the\s+|día\s+)?)"
)
_IN: Final = r"(?:in|within|over the next|innerhalb von|binnen|dans(?: les)?|sous|d'ici|en|dentro de)"
_DAYS: Final = r"(?P<days>days?|tag(?:en?)?|jours?|días?|dias?)"
_WEEKS: Final = r"(?P<weeks>weeks?|wochen?|semaines?|semanas?)"
_MONTHS_LATER: Final = r"(?P<months>months?|monat(?:en?)?|mois|mes(?:es)?)"
_WEEK: Final = "week|woche|semaine|semana"
_QUARTER: Final = "quarter|quartals?|trimestre"
_YEAR: Final = "year|jahr(?:es)?|année|annee|año"
_NEXT: Final = r"(?:the )?next|(?:der |des )?nächste[nrs]?|kommende[nrs]?|la próxima|el próximo|próxim[oa]"
_AFTER: Final = "prochaine?|próxim[oa]|que viene"


class _Form:
    """One way to say a day: a pattern, and how to work it out from the match and the note's day."""

    def __init__(self, pattern: str, day: Callable[[re.Match[str], date], date | None]) -> None:
        self.pattern = re.compile(rf"(?<![\w.]){pattern}(?!\w)", re.IGNORECASE)
        self.day = day


def due_date(text: str, written_on: date) -> date | None:
    """The day by which something is to happen, as the words say; None if they name no day from then on.

    "By Friday" is the next Friday after `written_on`; "next week" ends on its Friday, a month or quarter on
    its last day. Of several days the first one counts. Day comes before month in `3/6`.
    """
    words = text.replace("\u2019", "'")
    found: list[tuple[int, int, date]] = []
    for form in _FORMS:
        for match in form.pattern.finditer(words):
            day = _worked_out(form, match, written_on)
            if day is not None and day >= written_on and not _within(match, found):
                found.append((*match.span(), day))
    return min(found)[2] if found else None


def _worked_out(form: _Form, match: re.Match[str], written_on: date) -> date | None:
    try:
        return form.day(match, written_on)
    except (ValueError, OverflowError):  # the 31st of June
        return None


def _within(match: re.Match[str], found: list[tuple[int, int, date]]) -> bool:
    """Whether an earlier, more exact form has read these words already."""
    return any(start < match.end() and match.start() < end for start, end, _ in found)


def _iso(match: re.Match[str], _: date) -> date:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _day_of_month(match: re.Match[str], written_on: date) -> date | None:
    month = MONTHS.get(match["month"].lower())
    return _dated(int(match["day"]), month or int(match["month"]), match.groupdict().get("year"), written_on)


def _dated(day: int, month: int, year: str | None, written_on: date) -> date | None:
    if month > 12 >= day:  # noqa: PLR2004 - months of a year: written month first
        day, month = month, day
    if year:
        return date(int(year) + (2000 if len(year) <= len("26") else 0), month, day)
    coming = date(written_on.year, month, day)
    if coming < written_on:
        coming = date(written_on.year + 1, month, day)
    return coming if coming - written_on < _FAR else None


def _days_on(days: int) -> Callable[[re.Match[str], date], date]:
    return lambda _, written_on: written_on + timedelta(days=days)


def _coming_day(match: re.Match[str], written_on: date) -> date:
    day = int(match["day"])
    first = written_on.replace(day=1)
    return first.replace(day=day) if day >= written_on.day else _months_on(first, 1).replace(day=day)


def _weekday(match: re.Match[str], written_on: date) -> date:
    ahead = (WEEKDAYS[match["weekday"].lower()] - written_on.weekday() - 1) % 7 + 1
    return written_on + timedelta(days=ahead)


def _later(match: re.Match[str], written_on: date) -> date:
    said = match["number"].lower()
    number = int(said) if said.isdigit() else NUMBERS[said]
    if match["months"]:
        return _months_on(written_on, number)
    return written_on + timedelta(days=number * (7 if match["weeks"] else 1))


def _friday(weeks: int) -> Callable[[re.Match[str], date], date]:
    """The Friday of a week; in this week, of a note of the weekend, that of the week that follows."""

    def day(_: re.Match[str], written_on: date) -> date:
        friday = written_on + timedelta(days=_FRIDAY - written_on.weekday() + 7 * weeks)
        return friday if friday >= written_on else friday + timedelta(days=7)

    return day


def _month_end(months: int) -> Callable[[re.Match[str], date], date]:
    return lambda _, written_on: _last_of_month(_months_on(written_on.replace(day=1), months))


def _quarter_end(quarters: int) -> Callable[[re.Match[str], date], date]:
    def day(_: re.Match[str], written_on: date) -> date:
        last = written_on.replace(day=1, month=(written_on.month - 1) // 3 * 3 + 3)
        return _last_of_month(_months_on(last, 3 * quarters))

    return day


def _named_quarter(match: re.Match[str], written_on: date) -> date:
    month = 3 * int(match["quarter"])
    end = _last_of_month(date(int(match["year"] or written_on.year), month, 1))
    return (
        end if end >= written_on or match["year"] else _last_of_month(end.replace(year=end.year + 1, day=1))
    )


def _named_month(match: re.Match[str], written_on: date) -> date | None:
    month = MONTHS[match["month"].lower()]
    year = int(match["year"] or written_on.year + (month < written_on.month))
    end = _last_of_month(date(year, month, 1))
    return end if match["year"] or end - written_on < _FAR else None


def _months_on(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


_YEAR_NUMBER: Final = r"(?P<year>20\d\d)"
_FORMS: Final = (
    _Form(rf"{_YEAR_NUMBER}-(?P<month>\d\d)-(?P<day>\d\d)", _iso),
    _Form(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>20\d\d|\d\d)", _day_of_month),
    _Form(rf"{_BY}(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})\.?", _day_of_month),
    _Form(
        (
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|"
            rf"de\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?:de\s+)?{_YEAR_NUMBER})?"
        ),
        _day_of_month,
    ),
    _Form(
        rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR_NUMBER})?", _day_of_month
    ),
    _Form(rf"(?:{_END})\s+(?:next week|nächster woche|la semaine prochaine|la próxima semana)", _friday(1)),
    _Form(rf"(?:{_END})\s+(?:the |this |der |diese[rs]? |la |cette |esta )?(?:{_WEEK})", _friday(0)),
    _Form(rf"(?:{_NEXT})\s+(?:{_WEEK})|(?:la )?(?:{_WEEK}) (?:{_AFTER})", _friday(1)),
    _Form(rf"(?:this|diese[rs]?|cette|esta) (?:{_WEEK})", _friday(0)),
    _Form(rf"(?:{_NEXT})\s+(?:month|monats?|mes)|(?:le )?mois prochain|(?:el )?mes que viene", _month_end(1)),
    _Form(
        rf"(?:{_END})\s+(?:the |this |des |dieses |le |ce |este )?(?:month|monats|mois|mes)", _month_end(0)
    ),
    _Form(rf"(?:{_NEXT})\s+(?:{_QUARTER})|(?:le )?trimestre (?:{_AFTER})", _quarter_end(1)),
    _Form(rf"(?:{_END})\s+(?:the |this |des |dieses |ce |este )?(?:{_QUARTER})", _quarter_end(0)),
    _Form(
        rf"(?:{_END})\s+(?:the |this |des |dieses |l'|cette |este )?(?:{_YEAR})|jahresende",
        lambda _, day: date(day.year, 12, 31),
    ),
    _Form(r"(?:q|t)(?P<quarter>[1-4])(?:[ /]+(?P<year>20\d\d))?", _named_quarter),
    _Form(
        (
            rf"(?:{_END}|by|before|until|in|im|bis|avant|d'ici|en|courant|antes de|para)\s+(?:de |"
            rf"von )?(?P<month>{_MONTH})(?:\s+{_YEAR_NUMBER})?"
        ),
        _named_month,
    ),
    _Form(rf"{_IN}\s+(?P<number>{_NUMBER})\s+(?:{_DAYS}|{_WEEKS}|{_MONTHS_LATER})", _later),
    *(_Form(rf"(?:{words})", _days_on(ahead)) for ahead, words in sorted(_SOON.items(), reverse=True)),
    _Form(rf"(?P<weekday>{_WEEKDAY})", _weekday),
    _Form(r"the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)", _coming_day),
    _Form(rf"{_BY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?![\w%€$/]|\s*(?:%|[a-zà-ÿ]))", _coming_day),
)
"""From the most exact to the vaguest: what an earlier form has read, a later one does not read again."""
