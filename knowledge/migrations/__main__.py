"""`python -m knowledge.migrations "what changes"` writes the next revision from `knowledge/tables.py`.

Read what it wrote before you keep it. To write one anew that was never released, delete its file first.
"""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command
from alembic.script import Script
from sqlalchemy import create_engine

from knowledge.migrations import alembic_config, revisions


def main() -> None:
    """Compare the tables with what the revisions so far make, in memory, and write the difference."""
    message = " ".join(sys.argv[1:])
    if not message:
        sys.exit('Say what changes: python -m knowledge.migrations "partners get a timezone"')
    with create_engine("sqlite://").begin() as connection:
        config = alembic_config(connection)
        command.upgrade(config, "head")
        script = command.revision(config, message, autogenerate=True, rev_id=f"{len(revisions()) + 1:04}")
    if isinstance(script, Script):
        _drop_remarks(Path(script.path))


def _drop_remarks(path: Path) -> None:
    """Alembic marks what it wrote as to be looked over; it is, or it is not kept."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "# ###" not in line), encoding="utf-8")


main()
