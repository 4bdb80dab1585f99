"""Which partners need a person now, and why: money at risk, going dark, rising, due."""

from tools.attention.findings import attention_findings, new_since
from tools.attention.items import AttentionItem, Lane, Reading
from tools.attention.lanes import attention
from tools.attention.policy import AttentionPolicy
from tools.attention.signals import AGGREGATES

__all__ = [
    "AGGREGATES",
    "AttentionItem",
    "AttentionPolicy",
    "Lane",
    "Reading",
    "attention",
    "attention_findings",
    "new_since",
]
