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
AGO: Final = Kind("health.days_ago", Unit.DAYS, "days since the data ends")
PARTNERS: Final = Kind("health.partners", Unit.COUNT, "partners")
LACKING: Final = Kind("health.partners_lacking", Unit.COUNT, "partners without it")
KNOWN_SHARE: Final = Kind("health.known_share", Unit.SHARE, "share of partners with it")
ATTRIBUTE: Final = Kind("health.attribute", Unit.LABEL, "attribute")
ATTRIBUTES: Final = Kind("health.attributes", Unit.COUNT, "attributes not on file")
IMPORTED_ON: Final = Kind("health.imported_on", Unit.DATE, "day of the last import")
ROWS_IN: Final = Kind("health.rows_in", Unit.COUNT, "rows read by the last import")
ROWS_CHANGED: Final = Kind("health.rows_changed", Unit.COUNT, "rows new or changed in the last import")
ROWS_OUT: Final = Kind("health.rows_out", Unit.COUNT, "rows that the last import left out")
FILES_OUT: Final = Kind("health.files_out", Unit.COUNT, "files that the last import left out as a whole")
HISTORY_SINCE: Final = Kind("health.history_since", Unit.DATE, "history of attributes kept since")
