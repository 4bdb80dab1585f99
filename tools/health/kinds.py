"""Kinds of facts about the data itself."""

from __future__ import annotations

from typing import Final

from tools.facts import Kind, Unit

THROUGH: Final = Kind("health.through", Unit.DATE, "data covers until")
TABLE: Final = Kind("health.table", Unit.LABEL, "table")
TABLES: Final = Kind("health.tables", Unit.COUNT, "tables")
ROWS: Final = Kind("health.rows", Unit.COUNT, "rows")
NEWEST: Final = Kind("health.newest_on", Unit.DATE, "newest event")
BEHIND: Final = Kind("health.days_behind", Unit.DAYS, "days behind the newest table")
PARTNERS: Final = Kind("health.partners", Unit.COUNT, "partners")
LACKING: Final = Kind("health.partners_lacking", Unit.COUNT, "partners without it")
KNOWN_SHARE: Final = Kind("health.known_share", Unit.SHARE, "share of partners with it")
ATTRIBUTE: Final = Kind("health.attribute", Unit.LABEL, "attribute")
ATTRIBUTES: Final = Kind("health.attributes", Unit.COUNT, "attributes not on file")
