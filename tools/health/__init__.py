"""Data health: what is stale, empty or missing."""

from tools.health.findings import health_findings
from tools.health.policy import HealthPolicy
from tools.health.tables import TableState

__all__ = ["HealthPolicy", "TableState", "health_findings"]
