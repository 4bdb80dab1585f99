"""Everything that can be set, and how it is read."""

from __future__ import annotations

from assistant.settings.loading import load_policy, load_settings
from assistant.settings.values import Settings

__all__ = ["Settings", "load_policy", "load_settings"]
