"""What a question asks of tiers: who moved, and what would move them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.planner.common_slots import Slots, limit_slot, one_partner, scope_slots
from assistant.planner.dates import since
from assistant.planner.policy_slots import policy_slots
from assistant.planner.reading import Reading
from prompts.words import value_patterns, words_for
from tools.spelling import fold

_TOWARDS: Final = re.compile(
    r"\b(?:become|becomes|becoming|became|be|being|been|reach\w*|to|into|as|werden|wird|wurde|zum|zur|als|sein|ser|"
    r"devenir|est|en|a|an|ein|eine|einen|un|une|nearly|almost|fast|casi|presque|make \w+|for)\s+"
    r"(?:(?:a|an|the|ein|eine|einen|un|une)\s+)?$"
)
_BETWEEN: Final = r"\s+(?:(?!(?:to|into|zu|zum|a|en|vers)\b)\w+\s+){0,3}$"
_FORMER: Final = re.compile(
    r"\b(?:los[et]\w*|left|leav\w+|out of|from|no longer|used to be|once|former(?:ly)?|kein\w*|von|perd\w*|"
    r"war(?:en)? (?:mal|fruher|einst|noch)|ehemalige\w*|nicht mehr|pierd\w*|dej\w+ de ser|ya no|desde|"
    r"antigu\w+|sali\w+|quitt\w*|sorti\w*|ancien\w*|(?:ne |n.)(?:est|sont) plus|verlier\w*|verlor\w*)"
    + _BETWEEN
)
_NEARLY: Final = re.compile(r"\b(?:clos(?:e|er|est) to|nearly|almost|fast|casi|presque)" + _BETWEEN)
_ONCE: Final = re.compile(r"\b(?:used to be|once|was|were|formerly)\s+(?:once\s+)?an?\s+$")
_NO_MORE: Final = re.compile(r"\b(?:is|are|was|were)(?: not|n.?t)\s+(?:\w+\s+){0,3}$")
_ANY_MORE: Final = re.compile(r"[^.?!]*\b(?:any ?more|any longer)\b")
_LOST: Final = re.compile(r"\bstatus\s+(?:verloren|eingebusst)|\b(?:key )?partner mehr\b")
_AWAY_FROM: Final = re.compile(
    r"\b(?:out of|leave|leaving|stop being|no longer|raus aus|aus dem|dejar de ser|sortir de)\s+(?:\w+\s+)?$"
)
_FROM: Final = re.compile(r"\b(?:from|von|vom|de|desde)\s+(?:\w+\s+)?$")


def movement_slots(reading: Reading) -> Slots:
    """Arguments of `tier_movements`."""
    start, way = since(reading.masked, reading.as_of), reading.choice("direction", direction(reading))
    return {
        **one_partner(reading),
        **_without(scope_slots(reading), "tier"),
        **_tiers_moved(reading),
        **limit_slot(reading),
        **({"since": start} if start else {}),
        **({"direction": way} if way else {}),
    }


def _tiers_moved(reading: Reading) -> Slots:
    """The tier that partners were in before, and the one they are in now; one come near to is no argument."""
    text = fold(reading.masked)
    slots: Slots = {}
    for before, tier in _tiers(reading):
        if _NEARLY.search(before):
            slots["partly"] = True
        elif _left_behind(before, text[len(before) :]):
            slots.setdefault("left", tier)
        else:
            slots.setdefault("tier", tier)
    return slots


def _left_behind(before: str, after: str) -> bool:
    """Whether a tier is the one that partners were in: `former key partners`, `isn't a diamond any more`."""
    gone = (_NO_MORE.search(before) and _ANY_MORE.match(after)) or _ONCE.search(before)
    return bool(gone or _FORMER.search(before) or _LOST.search(after))


def what_if_slots(reading: Reading) -> Slots:
    """Arguments of `tier_what_if`: whom, which tier they should reach, and what is assumed."""
    slots = {**one_partner(reading), **scope_slots(reading), **limit_slot(reading), **policy_slots(reading)}
    slots.pop("tier", None)
    tiers = [(before, tier) for before, tier in _tiers(reading) if not _of_threshold(reading, before)]
    for before, tier in tiers:
        if _AWAY_FROM.search(before) or (_FROM.search(before) and tier != tiers[-1][1]):
            continue
        wanted = bool(reading.partners) or _TOWARDS.search(before)
        slots.setdefault("target" if wanted else "tier", tier)
    return slots


def _of_threshold(reading: Reading, before: str) -> bool:
    """Whether a tier only says whose threshold is meant: `key partner threshold`, `threshold for key`."""
    text, threshold = fold(reading.masked), words_for("threshold").pattern
    after = re.match(rf"(?:[\w-]+\W+){{1,2}}(?:{threshold})", text[len(before) :])
    return bool(
        after or re.search(rf"(?:{threshold})\s+(?:of|for|fur|de|du|des|para|pour)\s+(?:\w+\s+)?$", before)
    )


def direction(reading: Reading) -> str | None:
    """Up or down; None when the question says neither, or both."""
    text = fold(reading.masked)
    said = [way for way, pattern in value_patterns("direction").items() if pattern.search(text)]
    return said[0] if len(said) == 1 else None


def _tiers(reading: Reading) -> Iterator[tuple[str, str]]:
    """Every tier that the question says, in order, with the words before it."""
    text = fold(reading.masked)
    patterns = [*value_patterns("tier").items(), *value_patterns("target").items()]
    found = {match.start(): tier for tier, pattern in patterns for match in pattern.finditer(text)}
    for start, tier in sorted(found.items()):
        yield text[:start], tier


def _without(slots: Slots, name: str) -> Slots:
    return {key: value for key, value in slots.items() if key != name}
