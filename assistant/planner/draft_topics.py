"""What a message is to be about: what it is for, an offer, a play, somebody to introduce."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.planner.common_slots import Slots
from assistant.planner.play_slots import play_named
from assistant.planner.reading import Reading, hiding_names
from prompts.words import drafting, drafting_words, value_patterns
from tools.names import NameKind
from tools.spelling import fold

_OFFERED: Final = frozenset(("event", "training", "campaign"))
_HIDDEN: Final = frozenset((NameKind.PARTNER, NameKind.CONTACT, NameKind.CUSTOMER))
_WORD: Final = re.compile(r"[^\W_]+")
_BOTH: Final = 2  # sides of an introduction


def topic_slots(reading: Reading) -> Slots:
    """Purpose, offer, play and who is to be introduced, as far as the message says them."""
    slots: Slots = {}
    purpose = reading.choice("purpose", _purpose(reading))
    if purpose:
        slots["purpose"] = purpose
    if drafting("play").search(reading.folded) and (play := play_named(reading)):
        return {"play": play}  # which says what the message is for
    if offer := _offer_named(reading):
        slots["offer"] = offer
    if purpose == "introduction":
        slots |= _introduced(reading)
    if purpose in (None, "check_in") and (topic := _topic(reading)):
        slots["topic"] = topic
    return slots


def _topic(reading: Reading) -> str | None:
    """The words for a matter that no other argument carries, as typed: `about our new price list`."""
    text = reading.text
    hidden = hiding_names(reading, _same_length(text))
    if drafting("mentioning").search(hidden) or (match := drafting("topic").search(hidden)) is None:
        return None
    start, end = match.span("topic")
    if drafting("told_with_topic").search(hidden[:end]):
        return None
    named = [one for one in reading.mentions if one.start < end and start < one.end]
    words = (
        word[0]
        for word in _WORD.finditer(hidden, start, end)
        if not any(one.start <= word.start() < one.end for one in named)
    )
    told = any(not drafting("no_topic").match(word) for word in words)
    known = (*drafting_words("mentions").values(), *value_patterns("lane").values())
    closed = any(one.kind in _HIDDEN for one in named) or any(one.search(match["topic"]) for one in known)
    return text[start:end].strip() if told and not closed else None


def without_offer(reading: Reading) -> Reading:
    """The message without the name of an offer: in `the Nordics summit` no region is asked for."""
    span = _offer_span(reading)
    if span is None:
        return reading
    start, end = span
    text = reading.text[:start] + "-" * (end - start) + reading.text[end:]
    kept = tuple(one for one in reading.mentions if one.end <= start or end <= one.start)
    return replace(reading, text=text, mentions=kept)


def _offer_named(reading: Reading) -> str | None:
    """The words for one event, training or campaign as typed; None when just any is meant."""
    span = _offer_span(reading)
    return reading.text[slice(*span)].strip() if span else None


def _offer_span(reading: Reading) -> tuple[int, int] | None:
    """Where the words for one offer stand, in a message that is about one."""
    if reading.choice("purpose", _purpose(reading)) not in _OFFERED:
        return None
    known = tuple(one for one in reading.mentions if one.kind in _HIDDEN)
    hidden = hiding_names(replace(reading, mentions=known), _same_length(reading.text))
    for match in drafting("offer").finditer(hidden):
        start, end = match.span("offer")
        article = match["article"] or match["given"] or ""
        named = reading.text[start].isupper() and " " in match["offer"]
        if (article or match["fused"] or named) and not drafting("no_offer").search(match["offer"]):
            return start - len(article), end
    return None


def _purpose(reading: Reading) -> str | None:
    """What the words say the message is for; what recipients lack or a draft is to mention is not it."""
    text = reading.without_names
    if not reading.partners:
        for lacking in drafting_words("withouts").values():
            text = lacking.sub(" ", text)
    if asked := drafting("mentioning").search(text):
        text = text[: asked.start()]
    return next((name for name, words in value_patterns("purpose").items() if words.search(text)), None)


def _introduced(reading: Reading) -> Slots:
    """Who is introduced to the recipient: of two partners the later, beside a person the partner named."""
    partners = reading.partners
    if len(partners) == _BOTH:
        return {"partners": partners[:1], "other": partners[1]}
    beside = reading.first(NameKind.CONTACT) and not drafting("works_at").search(fold(reading.masked))
    return {"partners": (), "other": partners[0]} if beside and len(partners) == 1 else {}


def _same_length(text: str) -> str:
    """Folded, unless a letter folds to two, which would shift every span."""
    folded = fold(text)
    return folded if len(folded) == len(text) else text.lower()
