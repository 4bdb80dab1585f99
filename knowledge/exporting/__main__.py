"""`python -m knowledge.exporting` writes `knowledge/FORMAT.md` again, after a change of the schema."""

from __future__ import annotations

from pathlib import Path

from knowledge.exporting.format_page import format_page

if __name__ == "__main__":
    (Path(__file__).parents[1] / "FORMAT.md").write_text(format_page(), encoding="utf-8")
