"""Arguments of a message: to whom, what for, how it sounds; and what a later message changes about it."""

from __future__ import annotations

import re
from typing import Any, Final

from assistant.planner.common_slots import Slots, limit_slot, scope_slots
from assistant.planner.dates import since
from assistant.planner.draft_topics import topic_slots, without_offer
from assistant.planner.reading import Reading
from prompts.words import drafting, drafting_words, shape, talk, value_patterns, word_list
from tools.mentions import Mention, of_kind
from tools.names import NameKind
from tools.spelling import fold

_TO_WHOM: Final = frozenset(
    (
        "partners", "contact", "scope", "manager", "region", "country", "sector", "technology", "type",
        "tier", "excluding", "limit", "everyone", "without", "lane", "phase",
    )
)  # fmt: skip
_OPPOSITES: Final = {"more_formal": "less_formal", "less_formal": "more_formal"}
_FEW_WORDS: Final = 14


def draft_slots(reading: Reading) -> Slots:
    """What a request for a message states."""
    slots: Slots = {**_recipients(without_offer(reading)), **_styled(reading, "styles")}
    if contact := person(reading):
        slots["contact"] = contact.text
    if language := reading.word("language") or tongue(reading):
        slots["language"] = language
    if mention := _mentioned(reading.folded):
        slots["mention"] = mention
    slots |= topic_slots(reading)
    return {name: value for name, value in slots.items() if value != ()}


def reworded(reading: Reading, last: Slots) -> Slots | None:
    """The arguments of the draft just shown with what the message changes; None if it changes nothing.

    Args:
        reading: The message: `shorter, in German`, `mention their latest win`, `to Ana instead`.
        last: The arguments with which the draft was made.
    """
    changed = changes(reading)
    if not changed or len(reading.text.split()) > _FEW_WORDS:
        return None
    before = {name: value for name, value in last.items() if name != "another_contact"}  # they were found
    styles = tuple(changed.pop("style", ()))
    kept = tuple(one for one in last.get("style", ()) if _OPPOSITES.get(one) not in styles)
    if changed.pop("version", None):
        changed["version"] = int(last.get("version", 0)) + 1
    if styles:
        changed["style"] = tuple(dict.fromkeys((*kept, *styles)))
    return {**before, **changed}


def changes(reading: Reading) -> Slots:
    """What a message asks to be different in a draft; empty when no argument carries what it asks for."""
    if language := tongue(reading):
        return {"language": language}
    text = reading.folded
    mention = _mentioned(text)
    if drafting("asks").search(text) or _says_more(reading, has_mention=mention is not None):
        return {}
    slots: Slots = _styled(reading, "styles", "restyles")
    if drafting("version").search(text):
        slots["version"] = True
    if mention:
        slots["mention"] = mention
    if drafting("another_contact").search(text):
        slots["another_contact"] = True
    elif contact := _contact_instead(reading):
        slots["contact"] = contact
    if language := reading.word("language"):
        slots["language"] = language
    return slots


def tongue(reading: Reading) -> str | None:
    """The language that a message asks a text to be in, when it asks for nothing else."""
    for language, pattern in value_patterns("speaks").items():
        text, found = pattern.subn("languagex", reading.folded)
        if found:
            return language if talk("tongue").match(text) else None
    return None


def _contact_instead(reading: Reading) -> str | None:
    """To whom a draft is to go; of two people the later one where the first is the one it went to."""
    people = [one.text for one in of_kind(reading.mentions, NameKind.CONTACT)]
    if not people:
        return None
    return people[-1] if drafting("not_to").search(fold(reading.masked)) else people[0]


def _says_more(reading: Reading, *, has_mention: bool) -> bool:
    """Whether words are left over once everything that a draft can be changed in is taken out."""
    text = reading.folded
    if has_mention and (asked := drafting("mentioning").search(text)):
        text = text[: asked.start()]
    patterns = (
        *(drafting(name) for name in ("another_contact", "no_ask")),
        *drafting_words("styles").values(),
        *drafting_words("restyles").values(),
        *value_patterns("speaks").values(),
        drafting("version"),
        shape("make_it"),
    )
    for pattern in patterns:
        text = pattern.sub(" ", text)
    for name in reading.mentions:
        text = text.replace(fold(name.text), " ")
    rest = re.findall(r"[^\W_]+", text)
    return any(word not in word_list("fillers") and word not in word_list("draft_words") for word in rest)


def _styled(reading: Reading, *groups: str) -> Slots:
    said = (
        name
        for group in groups
        for name, words in drafting_words(group).items()
        if words.search(reading.folded)
    )
    styles: tuple[str, ...] = ()
    for name in said:
        if name not in styles and _OPPOSITES.get(name) not in styles:  # `too casual` says both
            styles = (*styles, name)
    return {
        **({"style": styles} if styles else {}),
        **({"no_ask": True} if drafting("no_ask").search(reading.folded) else {}),
    }


def _mentioned(text: str) -> str | None:
    """What a draft is to speak of; None unless it is one of the things that drafts can speak of."""
    asked = drafting("mentioning").search(text)
    if asked is None:
        return None
    rest = text[asked.end() :]
    return next((name for name, words in drafting_words("mentions").items() if words.search(rest)), None)


def _recipients(reading: Reading) -> Slots:
    if reading.partners:
        excluded: dict[str, Any] = {"excluding": reading.excluded} if reading.excluded else {}
        return {"partners": reading.partners_and_unknown, **excluded}
    slots: Slots = {**scope_slots(reading), **limit_slot(reading)}
    if person(reading):
        return slots
    for name in ("lane", "phase"):
        if value := reading.word(name):
            slots[name] = value
    if lack := _lacking(reading):
        slots |= lack
        slots.pop("lane", None)
    if drafting("hundreds").search(reading.folded):
        return {**slots, "scope": "portfolio", "everyone": True}
    if "limit" not in slots and drafting("everyone").search(reading.folded):
        slots["everyone"] = True
    return slots


def person(reading: Reading) -> Mention | None:
    """The first person who is named; not the one by whom a company is called: `the firm Weber & Sons`."""
    found = reading.first(NameKind.CONTACT)
    if found is None:
        return None
    company = drafting("company_before").search(fold(reading.text[: found.start]))
    return None if company or reading.text[found.end :].lstrip().startswith(("&", "+")) else found


def names_recipients(slots: Slots, reading: Reading) -> bool:
    """Whether a request says to whom it is: by a name, a filter, a number, or in words for several."""
    return bool(_TO_WHOM & set(slots)) or bool(drafting("several").search(reading.folded))


def _lacking(reading: Reading) -> Slots:
    """What the recipients have not had, and for how long: `no deal in 90 days`."""
    lack = next(
        (name for name, words in drafting_words("withouts").items() if words.search(reading.folded)), None
    )
    if lack is None:
        return {}
    start = since(reading.text, reading.as_of) or since(
        drafting("back").sub("for ", reading.folded), reading.as_of
    )
    days = (reading.as_of - start).days if start else 0
    return {"without": lack, **({"days": days} if days > 0 else {})}
