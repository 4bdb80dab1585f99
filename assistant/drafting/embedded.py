"""The embedded draft writer: one reason, one thing that shows attention, one thing for them, one ask."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from assistant.drafting.material import Material, Moment, Occasion, Purpose
from assistant.drafting.moments import ORDER
from assistant.drafting.wording import worded
from prompts.draft_templates import LANGUAGES, Template, Templates, templates
from prompts.slots import Slot, SlottedText
from tools.facts import Fact, Quote

WORD_LIMIT: Final = 120
ALIKE: Final = 0.35
"""Share of sentences, names and figures masked, that two messages of a batch may have in common."""

Earlier: TypeAlias = Sequence[frozenset[str]]
_ATTEMPTS: Final = 160
_BROADLY: Final = 60  # from that attempt on a sentence may also be one that fits any occasion
_MIDDLE: Final = ("reason", "attention", "for_them", "ask")
_NEWS: Final = timedelta(days=60)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_FALLBACK: Final = "en"
_BESIDE: Final[dict[Purpose, tuple[Occasion, ...]]] = {
    Purpose.CHECK_IN: (
        Occasion.WIN, Occasion.OPEN_DEAL, Occasion.EARNED, Occasion.EARNED_OWN, Occasion.PAST_WIN,
        Occasion.WORDS, Occasion.WROTE, Occasion.TALK, Occasion.TALK_OTHER, Occasion.TALK_TEAM, Occasion.LEAD,
        Occasion.TRAINING, Occasion.TRAINING_TEAM, Occasion.ANNIVERSARY,
    ),
    Purpose.WIN_BACK: (
        Occasion.WIN, Occasion.PAST_WIN, Occasion.WORDS, Occasion.WROTE, Occasion.ANNIVERSARY,
    ),
    Purpose.CONGRATULATION: (Occasion.EARNED, Occasion.EARNED_OWN, Occasion.LEAD, Occasion.TRAINING),
    Purpose.CERTIFICATION: (Occasion.WIN, Occasion.OPEN_DEAL, Occasion.PAST_WIN, Occasion.TALK),
    Purpose.PROMISE: (Occasion.WIN, Occasion.OPEN_DEAL, Occasion.PAST_WIN, Occasion.TALK),
}  # fmt: skip
"""What may stand beside the reason, as the thing that shows attention."""

_OWN_WORDS: Final = (Occasion.ASKED, Occasion.EXPIRING, Occasion.EXPIRING_OWN, Occasion.PROMISE_US)
"""Occasions with offers and questions of their own; others may borrow those that fit any."""


@dataclass(frozen=True)
class DraftText:
    """A message before it is kept.

    Attributes:
        fact_ids, note_ids: What it rests on.
        sentences: Those between greeting and closing, with a blank for every name and figure.
    """

    subject: str
    body: str
    fact_ids: tuple[str, ...] = ()
    note_ids: tuple[str, ...] = ()
    model_calls: int = 0
    sentences: frozenset[str] = frozenset()


class EmbeddedDraftWriter:
    """Writes from templates; the same material gives the same message."""

    def write(self, material: Material, variant: int = 0, earlier: Earlier = ()) -> DraftText:
        """A message of at most `WORD_LIMIT` words.

        Args:
            material: All that it may say.
            variant: Its place in a batch: neighbours get different sentences, not only different names.
            earlier: Sentences of messages that this one should not resemble.
        """
        best, least = _Message(material, variant).text(), 2.0
        for attempt in range(_ATTEMPTS if earlier else 0):
            text = _Message(material, variant, attempt).text()
            alike = max(_alike(text.sentences, other) for other in earlier)
            if alike < least:
                best, least = text, alike
            if least <= ALIKE:
                break
        return best


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of sentences that they have in common, of the shorter one's."""
    return len(one & other) / (min(len(one), len(other)) or 1)


class _Message:
    def __init__(self, material: Material, variant: int, attempt: int = 0) -> None:
        self.material = material
        self.language = material.recipient.language if material.recipient.language in LANGUAGES else _FALLBACK
        self.known: Templates = templates(self.language, material.purpose)
        self.turn = variant + _spread(material.partner_id, material.purpose)
        self.attempt = attempt
        self.used: dict[str, Fact | Quote] = {}
        self.sentences: set[str] = set()
        self.have = {one.occasion: one for one in material.moments if self._is_news(one)}
        if material.owes:
            self.have[Occasion.OWED] = Moment(Occasion.OWED)

    def text(self) -> DraftText:
        reason = self._reason()
        beside = self._beside(reason)
        greeting = self._say("greeting", self._address, Moment(Occasion.NOTHING))
        opening = self._say("reason", reason.occasion, reason)
        notice = self._say("attention", beside.occasion, beside) if beside else ""
        offer = self._say("for_them", reason.occasion, reason)
        ask = self._say("ask", reason.occasion, reason)
        closing = self._say("closing", self._address, Moment(Occasion.NOTHING))
        subject = self._say("subject", reason.occasion, reason)
        first = self._ordered(opening, notice)
        body = "\n\n".join((greeting, *first, f"{offer} {ask}", closing))
        if len(body.split()) > WORD_LIMIT:
            body = "\n\n".join((greeting, *self._ordered(opening, ""), f"{offer} {ask}", closing))
        return DraftText(
            subject,
            body,
            tuple(i for i, source in self.used.items() if isinstance(source, Fact)),
            tuple(dict.fromkeys(s.note_id for s in self.used.values() if isinstance(s, Quote))),
            sentences=frozenset(self.sentences),
        )

    def _is_news(self, moment: Moment) -> bool:
        """Whether it is fit for this purpose: one congratulates on what has just happened."""
        if self.material.purpose is not Purpose.CONGRATULATION:
            return True
        as_of = self.material.as_of
        days = [
            one.value
            for one in moment.slots.values()
            if isinstance(one, Fact) and isinstance(one.value, date)
        ]
        if moment.occasion is Occasion.ANNIVERSARY:
            days = [_same_day(day, as_of) for day in days]
        return bool(days) and min(days) >= as_of - _NEWS

    @property
    def _address(self) -> str:
        return "formal" if self.material.recipient.formal else "informal"

    def _ordered(self, opening: str, notice: str) -> list[str]:
        """The reason and what shows attention, in paragraphs: one where both are news, else one each.

        After a German greeting a sentence goes on in lower case.
        """
        first = opening if self.language == "de" else opening[:1].upper() + opening[1:]
        if self.material.purpose is Purpose.CHECK_IN:
            return [f"{first} {notice}".strip()]
        return [paragraph for paragraph in (first, notice) if paragraph]

    def _reason(self) -> Moment:
        """The occasion that carries the message: one of the best three, so that a batch varies."""
        wanted = [self.have[occasion] for occasion in ORDER[self.material.purpose] if occasion in self.have]
        usable = [moment for moment in wanted if self._usable("reason", moment)]
        if not usable:
            return Moment(Occasion.NOTHING)
        varies = self.material.purpose is Purpose.CHECK_IN and usable[0].occasion is not Occasion.ASKED
        if not varies and (self.material.purpose is not Purpose.WIN_BACK or self.attempt < _BROADLY):
            return usable[0]
        best = usable[:3]
        return best[(self.turn + self.attempt) % len(best)]

    def _beside(self, reason: Moment) -> Moment | None:
        if reason.occasion in (Occasion.OWED, Occasion.PROMISE_US, Occasion.ASKED):
            return None  # who owes something speaks of that alone
        told = _names(reason)
        found = [
            moment
            for occasion in _BESIDE[self.material.purpose]
            if (moment := self.have.get(occasion)) is not None
            and occasion is not reason.occasion
            and self._usable("attention", moment)
            and told.isdisjoint(_names(moment))
            and not _quotes(moment, told)
            and not _quotes(reason, _names(moment))
        ]
        return found[self.attempt // 3 % len(found)] if found else None

    def _usable(self, part: str, moment: Moment) -> bool:
        return bool(self._fitting(self.known.variants(part, moment.occasion), moment))

    def _fitting(self, variants: Iterable[Template], moment: Moment) -> list[SlottedText]:
        formal = self.material.recipient.formal
        known = {*moment.slots, "partner", "name", "first", "sender"}
        texts = [template.addressed(formal=formal) for template in variants]
        return [text for text in texts if text.slots <= known]

    def _say(self, part: str, occasion: str, moment: Moment) -> str:
        fitting = self._fitting(self.known.variants(part, occasion), moment)
        general = self._fitting(self.known.variants(part, "any"), moment)
        if self.attempt >= _BROADLY and occasion not in _OWN_WORDS:
            fitting = [*fitting, *(text for text in general if text not in fitting)]
        fitting = fitting or general
        drawn = _spread(part, occasion, *([str(self.attempt)] if self.attempt else []))
        chosen = fitting[(self.turn + drawn) % len(fitting)]
        self.used |= {
            moment.slots[slot].id: moment.slots[slot] for slot in sorted(chosen.slots & moment.slots.keys())
        }
        if part in _MIDDLE:
            self.sentences.update(_SENTENCE_END.split(_masked(chosen, moment)))
        return worded(chosen, self.material, dict(moment.slots))


def _masked(text: SlottedText, moment: Moment) -> str:
    """The text with a blank for every value; a quotation ends a sentence."""
    ends = {slot for slot, source in moment.slots.items() if isinstance(source, Quote)}
    blanks = (("….", "…")[one.name not in ends] if isinstance(one, Slot) else one for one in text.parts)
    return "".join(blanks).strip()


def _same_day(day: date, as_of: date) -> date:
    """The latest day until `as_of` with the month and day of `day`."""
    year = as_of.year - ((as_of.month, as_of.day) < (day.month, day.day))
    return day + timedelta(days=round((year - day.year) * 365.2425))


def _names(moment: Moment) -> set[str]:
    """What it speaks of: customers, certifications, notes; the same thing is not told twice.

    Of a name the first word counts: two customers who share it are one to the reader.
    """
    sources = moment.slots.values()
    named = {
        one.value.split()[0].casefold()
        for one in sources
        if isinstance(one, Fact) and isinstance(one.value, str) and one.value.split()
    }
    return named | {one.note_id for one in sources if isinstance(one, Quote)}


def _quotes(moment: Moment, named: set[str]) -> bool:
    """Whether one of these names stands in what it quotes."""
    said = " ".join(one.text for one in moment.slots.values() if isinstance(one, Quote)).casefold()
    return not named.isdisjoint(re.findall(r"\w+", said))


def _spread(*parts: str) -> int:
    """A number that depends on the words alone: which variant a partner gets is no chance."""
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=4).digest(), "big")
