"""How the tables came about, one revision per file in `versions/`; `knowledge.database.migrate` runs them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection

if TYPE_CHECKING:  # Alembic takes a third of a second, and most starts find nothing to migrate
    from alembic.config import Config


def revisions() -> list[str]:
    """Every revision that this version knows, oldest first."""
    names = (entry.name for entry in files("knowledge.migrations.versions").iterdir())
    return sorted(name.split("_")[0] for name in names if name[0].isdigit() and name.endswith(".py"))


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for our revisions, run on `connection` inside the caller's transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "knowledge:migrations")
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
