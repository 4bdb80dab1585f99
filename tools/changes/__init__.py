"""Why scores changed: an exact decomposition, and the events behind it."""

from tools.changes.decomposition import Decomposition, decompose
from tools.changes.findings import change_findings
from tools.changes.policy import ChangePolicy

__all__ = ["ChangePolicy", "Decomposition", "change_findings", "decompose"]
