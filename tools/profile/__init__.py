"""How one partner is doing: score, standing, strong and weak sides, key facts, and what is not known."""

from tools.profile.findings import Context, profile_findings
from tools.profile.sides import missing_measures

__all__ = ["Context", "missing_measures", "profile_findings"]
