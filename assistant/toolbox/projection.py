"""What a planner may read of findings: ids, numbers, dates and our own labels; no names, no prose."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.toolbox.handles import Handles
from tools.facts import Fact, Findings, Unit

_READABLE = frozenset(Unit) - {Unit.NAME, Unit.TEXT, Unit.ID}
_MOST_FACTS = 60  # keeps a result under about 4 kB; the rest is a count


def for_planner(findings: Findings, handles: Handles) -> str:
    """The findings as compact JSON; text that outsiders wrote is left out altogether."""
    told = replace(findings, charts=())  # a picture shows what is said; nothing follows from its points
    facts = [shown for fact in told.facts() if (shown := _shown(fact, handles))]
    parts = {
        "facts": facts[:_MOST_FACTS],
        "more_facts": max(0, len(facts) - _MOST_FACTS),
        "quotes": len(findings.quotes()),
        "drafts": list(findings.draft_ids),
        "ambiguous": [handles.give("partner", one) for one in findings.clarify],
        "nearest": [handles.give("partner", one) for one in findings.unknown or ()],
        "refused": findings.refuse,
    }
    return json.dumps({key: value for key, value in parts.items() if value}, separators=(",", ":"))


def _shown(fact: Fact, handles: Handles) -> dict[str, Any] | None:
    if fact.kind.unit not in _READABLE:
        return None
    value = fact.value.isoformat() if isinstance(fact.value, date) else fact.value
    shown: dict[str, Any] = {"kind": fact.kind.name, "value": value}
    if fact.partner_id is not None:
        shown["of"] = handles.give("partner", fact.partner_id)
    return shown
