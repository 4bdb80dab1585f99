"""`python -m tools.formulas` writes `tools/FORMULAS.md` again, after a change of a formula or a threshold."""

from __future__ import annotations

from pathlib import Path

from tools.formulas.page import formulas_page

if __name__ == "__main__":
    (Path(__file__).parents[1] / "FORMULAS.md").write_text(formulas_page(), encoding="utf-8")
