"""Which partners need a person now, and why: money at risk, going dark, rising, due."""

from tools.attention.findings import attention_findings
from tools.attention.items import AttentionItem, Lane, Reading
from tools.attention.lanes import Attention, attention
from tools.attention.policy import AttentionPolicy
from tools.attention.signals import AGGREGATES
from tools.attention.sources import Sources

__all__ = [
    "AGGREGATES",
    "Attention",
    "AttentionItem",
    "AttentionPolicy",
    "Lane",
    "Reading",
    "Sources",
    "attention",
    "attention_findings",
]
