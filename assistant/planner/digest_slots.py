"""What a question asks of the digest: show, set, pause, mute, why."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final

from assistant.planner.date_words import DAY, NUMBERS, WEEKDAYS
from assistant.planner.dates_ahead import through, until
from assistant.planner.plain_dates import names_no_day, plainly
from assistant.planner.reading import Reading
from prompts.words import named_shapes, shape, words_for

_ACTIONS: Final = named_shapes("digest_actions")
_TIME: Final = shape("time")
_HOURS: Final = {"eleven": 11, "elf": 11, "once": 11, **NUMBERS}
_PARTS_OF_DAY: Final = {
    r"\bnoon\b|mittags?\b|mediodia|midi\b": 12,
    r"afternoon|nachmittag|por la tarde|apres-midi": 14,
}
_ITEMS: Final = re.compile(
    r"\b(?:top|max(?:imum|imal)?|only|just|nur|solo|seulement|at most|hochstens|como mucho|limit(?: it)? to|"
    r"not more than|up to|with)\s+(?:the )?(?:top )?(?P<n>\d{1,2}|three|five|ten|seven|drei|funf|zehn|tres|"
    r"cinco|trois|cinq)\b(?!\s*(?:am|pm|uhr|[:h]))"
    r"|\b(?P<m>\d{1,2}|three|five|ten|seven|drei|funf|zehn|tres|cinco|trois|cinq)\s+(?:items?|partners?|"
    r"entries|punkte|eintrage|elementos|elements?|lines?)\b|\b(?P<k>\d{1,2}|three|five|ten) max\b"
)
_AFTERNOON_FROM: Final = 12
_NOON: Final = re.compile(r"\b(?:at (?:noon|midday|lunchtime)|mittags?\b|al? mediodia|a midi)\b")
_NOT_THEN: Final = re.compile(
    r"\b(?:not|no longer|instead of|rather than|nicht(?: mehr)?|statt|anstatt|no|en vez de|en lugar de|pas|"
    r"au lieu d[eu])\s+(?:(?:on|at|am|um|el|los|a|las|le|du|des|von|vom)\s+)*"
    rf"(?:(?:{DAY})\b|\d{{1,2}}(?:[:.]\d\d)?\b(?:\s*(?:am|pm|uhr|h)\b)?)"
)

_UNTIL: Final = re.compile(
    r"\b(?:until|till?|bis|hasta|jusqu\S*|to|through|back (?:on|in)?|zuruck|vuelta|retour|al|au)\b(.*)"
)
_SKIPS: Final = re.compile(r"\b(?:skip|uberspring|auslass|lass\b.* aus\b|salta|omit|saute|ignore)")


def digest_slots(reading: Reading) -> dict[str, Any]:
    """Arguments of `digest_settings` that the question states."""
    weekday, hour, items = _weekday(reading), _hour(reading), _items(reading)
    changes = {
        name: value
        for name, value in (("weekday", weekday), ("hour", hour), ("items", items))
        if value is not None
    }
    action = reading.choice("action", _action(reading)) or "show"
    if changes and action not in {"pause", "mute", "unmute", "why", "resume"}:
        return {"action": "set", **changes}
    if action == "pause":
        end = pause_ends(reading)
        return {"action": "pause", **({"paused_until": end} if end else {})}
    partner = {"partner": reading.partners[0]} if reading.partners else {}
    return {"action": action, **(partner if action in {"mute", "unmute", "why"} else {})}


def _action(reading: Reading) -> str:
    for action, pattern in _ACTIONS.items():
        if pattern.search(reading.folded) and (action not in {"mute", "unmute"} or reading.partners):
            return action
    return "show"


def pause_ends(reading: Reading) -> date | None:
    """The first day after the pause, counted from the reading's; None if none to come is said.

    Without `until`, a stretch of time is left out to its end: `pause it next week`, `in December`.
    """
    text, as_of = about_end(reading), reading.as_of
    try:
        end, last = until(text, as_of), through(text, as_of)
    except (OverflowError, ValueError):  # `for 9000 years`
        return None
    if end is None or last is None or text != reading.folded:
        return end
    return last + timedelta(days=1) if last > end or _SKIPS.search(text) else end


def names_pause_end(reading: Reading) -> bool:
    """Whether the words give a number or a date for when the pause ends, readable or not."""
    said = words_for("snooze_end").search(reading.folded)
    numbered = said is not None and re.search(r"\d", reading.folded[said.start() :])
    return bool(numbered) or names_no_day(plainly(reading.folded), reading.as_of)


def about_end(reading: Reading) -> str:
    """The part that tells when a pause ends: from `until` or `to` on, or all of it."""
    match = _UNTIL.search(reading.folded)
    return match[0] if match and match[1].strip() else reading.folded


def _weekday(reading: Reading) -> int | None:
    words = re.findall(r"[a-z]+", _NOT_THEN.sub(" ", reading.folded))
    short = {"sun", "sat", "mon", "ene", "mar", "wed"}
    return next((WEEKDAYS[word] for word in words if word in WEEKDAYS and word not in short), None)


def _hour(reading: Reading) -> int | None:
    for match in _TIME.finditer(_NOT_THEN.sub(" ", reading.folded)):
        word = match["w"]
        hour = _HOURS[word] if word else int(match["h"] or match["h2"] or match["h3"])
        part = match["p"] or match["p2"] or ""
        if part.startswith("p") and hour < _AFTERNOON_FROM:
            hour += _AFTERNOON_FROM
        if part.startswith("a") and hour == _AFTERNOON_FROM:
            hour = 0
        if hour < 24:  # noqa: PLR2004  hours of a day
            return hour
    if _weekday(reading) is None:
        return 12 if _NOON.search(reading.folded) else None
    return next((hour for pattern, hour in _PARTS_OF_DAY.items() if re.search(pattern, reading.folded)), None)


def _items(reading: Reading) -> int | None:
    match = _ITEMS.search(reading.folded)
    if not match:
        return None
    words = match["n"] or match["m"] or match["k"]
    return int(words) if words.isdigit() else NUMBERS[words]
