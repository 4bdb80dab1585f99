"""How values read inside a message: dates as people say them, small numbers as words."""

from __future__ import annotations

from datetime import date
from typing import Final

from assistant.drafting.material import Material
from assistant.writing.rendering import UnknownSlotError, harmless, quotable
from prompts.slots import SlottedText
from tools.facts import Fact, Quote

_WORDS: Final = {
    "en": ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
    "de": ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"],
    "fr": ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
    "es": ["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
}
_DAY: Final = {"en": "d MMMM", "de": "d. MMMM", "fr": "d MMMM", "es": "d 'de' MMMM"}
_YEAR: Final = {"en": " y", "de": " y", "fr": " y", "es": " 'de' y"}
_QUOTES: Final = {"en": "“{}”", "de": "„{}“", "fr": "« {} »", "es": "«{}»"}


def worded(text: SlottedText, material: Material, slots: dict[str, Fact | Quote]) -> str:
    """The text with its slots filled, in the recipient's language.

    Raises:
        UnknownSlotError: A slot is neither among `slots` nor one of the names that every message knows.
    """
    names = {
        "partner": material.partner_name,
        "name": material.recipient.name,
        "first": material.recipient.first_name,
        "sender": material.sender.split()[0] if material.sender else "",
    }
    language = material.recipient.language
    out = ""
    for part in text.parts:
        if isinstance(part, str):
            out += part
        elif part.name in names:
            out += harmless(names[part.name])
        elif part.name in slots:
            source = slots[part.name]
            out += _value(source, language, material.as_of)
            if part.singular and isinstance(source, Fact):
                out += f" {part.singular if source.value == 1 else part.plural}"
        else:
            raise UnknownSlotError(f"{part.name!r} is none of {sorted({*names, *slots})}")
    return out


def _value(source: Fact | Quote, language: str, as_of: date) -> str:
    if isinstance(source, Quote):
        return _QUOTES.get(language, "“{}”").format(quotable(source.text))
    if isinstance(source.value, date):
        return spoken_date(source.value, language, as_of)
    if isinstance(source.value, str):
        return harmless(source.value)
    words = _WORDS.get(language, [])
    number = round(source.value)
    return words[number - 2] if 2 <= number < len(words) + 2 else str(number)  # noqa: PLR2004 - the first word is two


def spoken_date(day: date, language: str, as_of: date) -> str:
    """`3 October`, with the year if it is not that of `as_of` (nor within three months of it)."""
    from babel.dates import format_date

    known = language if language in _DAY else "en"
    near = day.year == as_of.year or abs((as_of - day).days) <= 90  # noqa: PLR2004 - three months
    pattern = _DAY[known] if near else _DAY[known] + _YEAR[known]
    spoken = str(format_date(day, pattern, known))
    return spoken.replace("1 ", "1er ", 1) if known == "fr" and day.day == 1 else spoken
