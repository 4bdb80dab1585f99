"""Start-up check: our package names are generic, so another distribution could stand in their place."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Final

_OURS: Final = ("assistant", "tools", "knowledge", "prompts")


def check_packages() -> None:
    """Exit with a plain line when one of our packages resolves outside our folder."""
    root = Path(__file__).resolve().parent.parent
    for name in _OURS:
        spec = importlib.util.find_spec(name)
        place = Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
        if place != root:
            sys.exit(
                f"The package {name!r} comes from {place}, not from {root}: another distribution has "
                "the same name. Install Rapport into an environment of its own (make setup)."
            )
