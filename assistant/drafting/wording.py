"""How values read inside a message: dates as people say them, small numbers as words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from assistant.drafting.kinds import COMMISSION_MONTH
from assistant.drafting.material import Material
from assistant.writing.rendering import UnknownSlotError, harmless, quotable
from prompts.slots import SlottedText
from tools.facts import Fact, Quote, Unit
from tools.grounding.elsewhere import locale_of

if TYPE_CHECKING:
    from babel import Locale

_WORDS: Final = {
    "en": ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
    "de": ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"],
    "fr": ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
    "es": ["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
}
_DAY: Final = {"en": "d MMMM", "de": "d. MMMM", "fr": "d MMMM", "es": "d 'de' MMMM"}
_YEAR: Final = {"en": " y", "de": " y", "fr": " y", "es": " 'de' y"}
NO_AMOUNTS: Final[Mapping[str, Fact]] = MappingProxyType({})
_SYMBOLS: Final = {"EUR": "€", "GBP": "£", "USD": "$"}
"""As people write them; a locale's own forms are `£GB` and `GBP`."""

_QUOTES: Final = {"en": "“{}”", "de": "„{}“", "fr": "« {} »", "es": "«{}»"}


def worded(
    text: SlottedText,
    material: Material,
    slots: dict[str, Fact | Quote],
    amounts: Mapping[str, Fact] = NO_AMOUNTS,
) -> str:
    """The text with its slots filled, in the recipient's language.

    Args:
        text: With slots.
        material: Who is addressed, and when.
        slots: Name to value.
        amounts: Money that stands in brackets behind the value of a slot.

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
            # A name such as "Redes S.L." ends a sentence by itself.
            out += part.removeprefix(".") if out.endswith(".") else part
        elif part.name in names:
            out += harmless(names[part.name])
        elif part.name in slots:
            source = slots[part.name]
            out += spoken(source, language, material.as_of)
            if part.singular and isinstance(source, Fact):
                out += f" {part.singular if source.value == 1 else part.plural}"
            if part.name in amounts:
                out += f" ({spoken(amounts[part.name], language, material.as_of)})"
        else:
            raise UnknownSlotError(f"{part.name!r} is none of {sorted({*names, *slots})}")
    return out


def spoken(source: Fact | Quote, language: str, as_of: date) -> str:
    """The value as a message in that language writes it; a quotation with its marks."""
    if isinstance(source, Quote):
        return _QUOTES.get(language, "“{}”").format(quotable(source.text))
    if isinstance(source.value, date):
        told = spoken_month if source.kind is COMMISSION_MONTH else spoken_date
        return told(source.value, language, as_of)
    if isinstance(source.value, str):
        return harmless(source.value)
    if source.kind.unit is Unit.MONEY:
        return spoken_money(float(source.value), source.currency, language)
    words = _WORDS.get(language, [])
    number = round(source.value)
    return words[number - 2] if 2 <= number < len(words) + 2 else str(number)  # noqa: PLR2004 - the first word is two


def spoken_date(day: date, language: str, as_of: date) -> str:
    """`3 October`, with the year if it is not that of `as_of` (nor within three months of it)."""
    from babel.dates import format_date, format_skeleton

    near = day.year == as_of.year or abs((as_of - day).days) <= 90  # noqa: PLR2004 - three months
    if language not in _DAY:
        return str(format_skeleton("MMMMd" if near else "yMMMMd", day, locale=_locale(language)))
    spoken = str(format_date(day, _DAY[language] if near else _DAY[language] + _YEAR[language], language))
    return spoken.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else spoken


def spoken_month(day: date, language: str, as_of: date) -> str:
    """`August`, with the year if it is not that of `as_of`."""
    from babel.dates import format_date, format_skeleton

    if language not in _DAY:
        return str(format_skeleton("yMMMM", day, locale=_locale(language)))
    return str(format_date(day, "LLLL" if day.year == as_of.year else f"LLLL{_YEAR[language]}", language))


def spoken_money(amount: float, currency: str, language: str) -> str:
    """`€1,240.50`, without cents where there are none."""
    from babel.numbers import format_currency

    locale = _locale(language)
    pattern = locale.currency_formats["standard"].pattern.replace("¤", _SYMBOLS.get(currency, "¤"))
    if amount == round(amount):
        pattern = pattern.replace("0.00", "0")
    return str(format_currency(amount, currency, pattern, locale, currency_digits=False))


def _locale(language: str) -> Locale:
    """The language as babel knows it, else English."""
    from babel import Locale

    return locale_of(language) or Locale("en")
