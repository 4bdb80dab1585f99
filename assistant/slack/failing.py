"""Errors in logs: which and where, never what they say, since that can quote a message."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb


def kind_of(error: Exception) -> str:
    """The error's type and the line that raised it: `KeyError at asking.py:42`."""
    frames = extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
