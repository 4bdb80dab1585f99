"""Which function answers which toolbox name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from assistant.toolbox.brief import call_brief
from assistant.toolbox.digest import digest_settings
from assistant.toolbox.messages import draft_message
from assistant.toolbox.notes import log_note, search_notes
from assistant.toolbox.portfolio import (
    data_health,
    explain_change,
    find_partners,
    journey_status,
    partner_profile,
    partners_needing_attention,
)
from assistant.toolbox.turn import Office, Turn
from tools.facts import Findings

Tool: TypeAlias = Callable[[Any, Turn, Office], Findings]
"""Takes its own arguments, resolved; `assistant.toolbox.arguments.ARGUMENTS` says which."""

TOOLS: Final[Mapping[str, Tool]] = {
    "partners_needing_attention": partners_needing_attention,
    "partner_profile": partner_profile,
    "explain_change": explain_change,
    "journey_status": journey_status,
    "find_partners": find_partners,
    "search_notes": search_notes,
    "call_brief": call_brief,
    "draft_message": draft_message,
    "log_note": log_note,
    "digest_settings": digest_settings,
    "data_health": data_health,
}
