"""Slots become text: the one place where a number, date or name is written out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from prompts.slots import Slot, SlottedText
from tools.facts import Fact, Quote, Unit

_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
_BREAKS: Final = "\t\n\r\x0b\x0c\x85\u2028\u2029"
_LINK: Final = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}:/{1,2}|\bwww\.|\bmailto:)\S*", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[^\s<>@|]+@[^\s<>@|]+\.[^\s<>@|]+")
_COMPACT_FROM: Final = 1_000_000


class UnknownSlotError(KeyError):
    """A text names a value that it was not given."""


@dataclass(frozen=True)
class Span:
    """Where a value stands in a rendered text.

    Attributes:
        source_id: Id of the fact or quote.
        outside: True for text that outsiders wrote (names, quotes): a surface must not let it act as markup.
    """

    start: int
    end: int
    source_id: str
    outside: bool


@dataclass(frozen=True)
class RenderedText:
    """Plain text with the places of its values; each surface escapes it once, on its own."""

    text: str
    spans: tuple[Span, ...] = ()

    def joined(self, other: RenderedText, between: str) -> RenderedText:
        """This text, `between`, and the other one."""
        if not self.text or not other.text:
            return self if self.text else other
        shift = len(self.text) + len(between)
        moved = tuple(Span(s.start + shift, s.end + shift, s.source_id, s.outside) for s in other.spans)
        return RenderedText(self.text + between + other.text, self.spans + moved)


@dataclass(frozen=True)
class Tongue:
    """How values are written.

    Attributes:
        locale: Babel locale, for example `en_GB`.
        label: Our codes in words.
        as_of: Dates of its year are written without the year; None writes every year.
        spell_out: Small counts as words, for prose to people outside.
    """

    locale: str
    label: Callable[[str], str]
    as_of: date | None = None


def render(text: SlottedText, sources: Mapping[str, Fact | Quote], tongue: Tongue) -> RenderedText:
    """Fill every slot of `text` with the fact or quote of that name or id.

    Raises:
        UnknownSlotError: The text names a value that is not among `sources`.
    """
    out, spans = "", []
    for part in text.parts:
        if isinstance(part, str):
            out += part
            continue
        if part.name not in sources:
            raise UnknownSlotError(f"{part.name!r} is none of {sorted(sources)}")
        source = sources[part.name]
        shown = _shown(source, part, tongue)
        outside = isinstance(source, Quote) or source.kind.unit in {Unit.NAME, Unit.TEXT, Unit.ID}
        spans.append(Span(len(out), len(out) + len(shown), source.id, outside))
        out += shown
    return RenderedText(out, tuple(spans))


def value(fact: Fact, tongue: Tongue) -> str:
    """The fact's value as people read it, for prose and table cells."""
    return _WRITERS[fact.kind.unit](fact, tongue)


def harmless(text: str) -> str:
    """Text from outside on one line, without characters that steer a terminal or the reading direction.

    A `>` at its start goes too: at the start of a line it would look like somebody else's words.
    """
    plain = _CONTROL.sub(lambda found: "" if found[0].strip(_BREAKS) else " ", text)
    return " ".join(plain.split()).lstrip("> ")


def quotable(text: str) -> str:
    """Somebody's words as they may be shown: harmless, links and addresses named but not repeated."""
    return _ADDRESS.sub("[address]", _LINK.sub("[link]", harmless(text)))


def _shown(source: Fact | Quote, slot: Slot, tongue: Tongue) -> str:
    if isinstance(source, Quote):
        author = f"{harmless(source.author)}, " if source.author else ""
        return f"“{quotable(source.text)}” ({author}{day(source.written_on, tongue)})"
    shown = value(source, tongue)
    if not slot.singular:
        return shown
    return f"{shown} {slot.singular if _is_singular(source, tongue) else slot.plural}"


def _is_singular(fact: Fact, tongue: Tongue) -> bool:
    from babel import Locale

    number = cast("float", fact.value)
    return bool(Locale.parse(tongue.locale).plural_form(abs(number)) == "one")


def day(when: date, tongue: Tongue) -> str:
    """`3 Oct 2026`, without the year in the year of `as_of`; in other languages the month is spelled out."""
    from babel.dates import format_date

    of_year = tongue.as_of is not None and when.year == tongue.as_of.year
    language = tongue.locale.partition("_")[0]
    pattern = _DATE_PATTERNS.get(language, "d MMM y")
    return str(
        format_date(
            when,
            pattern.removesuffix("y").removesuffix(" ").removesuffix("'de'").rstrip() if of_year else pattern,
            tongue.locale,
        )
    )


_DATE_PATTERNS: Final = {"en": "d MMM y", "de": "d. MMMM y", "fr": "d MMMM y", "es": "d 'de' MMMM 'de' y"}


def _money(fact: Fact, tongue: Tongue) -> str:
    """Whole units up to a million (exact enough to argue with), above it millions with two digits."""
    from babel.numbers import format_compact_currency, format_currency

    amount = cast("float", fact.value)
    if abs(amount) >= _COMPACT_FROM:
        return str(format_compact_currency(amount, fact.currency, locale=tongue.locale, fraction_digits=2))
    shown = format_currency(
        round(amount), fact.currency, locale=tongue.locale, currency_digits=False, decimal_quantization=True
    )
    return re.sub(r"[.,]00(?=\D*$)", "", shown)


def _number(fact: Fact, tongue: Tongue, digits: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(cast("float", fact.value), format=digits, locale=tongue.locale))


def _share(fact: Fact, tongue: Tongue) -> str:
    from babel.numbers import format_percent

    return str(format_percent(cast("float", fact.value), locale=tongue.locale)).replace("\u202f", "\xa0")


def _days(fact: Fact, tongue: Tongue) -> str:
    from babel.units import format_unit

    return str(format_unit(round(cast("float", fact.value)), "duration-day", "long", locale=tongue.locale))


_WRITERS: Final[dict[Unit, Callable[[Fact, Tongue], str]]] = {
    Unit.MONEY: _money,
    Unit.POINTS: lambda fact, tongue: _number(fact, tongue, "#,##0"),
    Unit.SHARE: _share,
    Unit.DAYS: _days,
    Unit.COUNT: lambda fact, tongue: _number(fact, tongue, "#,##0.#"),
    Unit.HOURS: lambda fact, tongue: _number(fact, tongue, "#,##0.#"),
    Unit.DATE: lambda fact, tongue: day(cast("date", fact.value), tongue),
    Unit.NAME: lambda fact, _: harmless(str(fact.value)),
    Unit.TEXT: lambda fact, _: quotable(str(fact.value)),
    Unit.LABEL: lambda fact, tongue: tongue.label(str(fact.value)),
    Unit.ID: lambda fact, _: harmless(str(fact.value)),
}
