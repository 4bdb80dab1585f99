"""Which function answers which toolbox name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from assistant.toolbox.attention import partners_needing_attention
from assistant.toolbox.brief import call_brief
from assistant.toolbox.capacity import capacity_plan
from assistant.toolbox.certifications import certifications
from assistant.toolbox.commissions import commission_statement
from assistant.toolbox.comparing import compare_partners
from assistant.toolbox.coverage import coverage_map
from assistant.toolbox.deleting import delete_note
from assistant.toolbox.digest import digest_settings
from assistant.toolbox.economics import partner_economics
from assistant.toolbox.explaining import explain_change
from assistant.toolbox.finding import find_partners
from assistant.toolbox.follow_ups.tool import follow_ups
from assistant.toolbox.health import data_health
from assistant.toolbox.introducing import suggest_introduction
from assistant.toolbox.journey import journey_status
from assistant.toolbox.messages import draft_message
from assistant.toolbox.notes import log_note, search_notes
from assistant.toolbox.playing import playbook
from assistant.toolbox.profile import partner_profile
from assistant.toolbox.propositions import business_proposition
from assistant.toolbox.recording import record_play
from assistant.toolbox.reviewing import review_decision
from assistant.toolbox.snoozing import snooze
from assistant.toolbox.tiers import tier_movements, tier_what_if
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
    "compare_partners": compare_partners,
    "coverage_map": coverage_map,
    "certifications": certifications,
    "partner_economics": partner_economics,
    "business_proposition": business_proposition,
    "capacity_plan": capacity_plan,
    "snooze": snooze,
    "playbook": playbook,
    "record_play": record_play,
    "tier_movements": tier_movements,
    "tier_what_if": tier_what_if,
    "review_decision": review_decision,
    "search_notes": search_notes,
    "call_brief": call_brief,
    "commission_statement": commission_statement,
    "draft_message": draft_message,
    "log_note": log_note,
    "delete_note": delete_note,
    "digest_settings": digest_settings,
    "data_health": data_health,
    "follow_ups": follow_ups,
    "suggest_introduction": suggest_introduction,
}

WRITING: Final = frozenset(
    {
        "delete_note",
        "digest_settings",
        "draft_message",
        "follow_ups",
        "log_note",
        "record_play",
        "review_decision",
        "snooze",
        "suggest_introduction",
    }
)
"""Tools that draft, keep or change something: for these no partner is picked among several of a name."""
