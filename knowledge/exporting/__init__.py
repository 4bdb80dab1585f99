"""What leaves as files: the portfolio, the table of an answer, templates, the page about the format."""

from __future__ import annotations

from knowledge.exporting.format_page import format_page
from knowledge.exporting.formats import ExportFormat
from knowledge.exporting.portfolio import Exported, export_portfolio
from knowledge.exporting.selection import one_moment
from knowledge.exporting.sheets import Cell
from knowledge.exporting.table import check_target, export_table
from knowledge.exporting.templates import Templates, write_templates

__all__ = [
    "Cell",
    "ExportFormat",
    "Exported",
    "Templates",
    "check_target",
    "export_portfolio",
    "export_table",
    "format_page",
    "one_moment",
    "write_templates",
]
