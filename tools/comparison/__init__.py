"""Which of a few partners suits a deal or task best, side by side."""

from tools.comparison.findings import comparison_findings
from tools.comparison.policy import ComparisonPolicy
from tools.comparison.sides import Side
from tools.comparison.verdict import Margin, Verdict, verdict

__all__ = ["ComparisonPolicy", "Margin", "Side", "Verdict", "comparison_findings", "verdict"]
