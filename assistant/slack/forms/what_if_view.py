"""What-if as a modal: simple choices about weights and thresholds."""

from __future__ import annotations

from typing import Final

from assistant.forms.picking import Choice
from assistant.forms.what_if_form import TIMES, WhatIf
from assistant.slack.blocks import Option, context, modal, section, text_input
from assistant.slack.forms.kept import Kept
from assistant.slack.forms.sent import Sent
from assistant.slack.forms.views import Form, partner_field
from assistant.slack.inputs import select
from assistant.slack.outgoing import Block, escape
from tools.tiers import Tier

_FIELDS: Final = (
    "target",
    "more_leads",
    "leads_times",
    "relevance_times",
    "leads_threshold",
    "relevance_threshold",
    "basis",
)
_EXAMPLE: Final = (
    "Fill in what you wonder about and leave the rest empty. For example: a partner and 5 more leads, to see "
    "where it would stand; or accepted leads that count double, to see who would move."
)


def what_if_form(kept: Kept, partner: Choice | None = None) -> Block:
    """Which partner, and what is assumed."""
    tiers = [Option(tier.value.replace("_", " ").capitalize(), tier.value) for tier in Tier]
    times = [Option(words.capitalize(), f"{number:g}") for number, words in TIMES.items()]
    bases = [Option("A number", "absolute"), Option("A percentile of all partners", "percentile")]
    fields = [
        section(escape(_EXAMPLE)),
        partner_field(partner, optional=True),
        select("What would it take to become", "target", tiers, optional=True),
        _number("With so many more leads", "more_leads", "For example: 5"),
        select("Accepted leads count", "leads_times", times, optional=True),
        select("Market relevance counts", "relevance_times", times, optional=True),
        _number("Leads are many from", "leads_threshold", "For example: 10"),
        _number("Market relevance is high from (0 to 100)", "relevance_threshold", "For example: 60"),
        select("Both thresholds are", "basis", bases, optional=True),
        context(escape("Nothing is changed; I answer in our direct message. Empty: as it is now.")),
    ]
    return modal(Form.WHAT_IF, "What if …", "Ask", fields, kept.to_metadata())


def assumed(sent: Sent) -> WhatIf:
    """What was filled in.

    Raises:
        FieldInvalid: of the first field that does not fit.
    """
    given = {name: sent.text(name) for name in _FIELDS}
    return WhatIf.read(given | {"partner_id": sent.text("partner")})


def _number(label: str, block_id: str, example: str) -> Block:
    return text_input(label, block_id, "", multiline=False, optional=True, example=example)
