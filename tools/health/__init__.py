"""Data health: what is stale, empty or missing."""

from tools.health.ending import DataEnd
from tools.health.findings import health_findings, partner_health
from tools.health.last_import import ImportCounts, LastImport
from tools.health.policy import HealthPolicy
from tools.health.tables import TableState, stale_tables

__all__ = [
    "DataEnd",
    "HealthPolicy",
    "ImportCounts",
    "LastImport",
    "TableState",
    "health_findings",
    "partner_health",
    "stale_tables",
]
