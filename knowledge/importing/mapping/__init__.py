"""What the files of a folder are, and how their columns become those of our tables.

`plan_folder` recognises exports of known systems (`systems/*.yaml`, with the user's own files over them) and
files of our own format, proposes what unknown columns mean, asks, and remembers the answers.
"""

from __future__ import annotations

from knowledge.importing.mapping.feed import Feed, Plan, Translate
from knowledge.importing.mapping.planning import Known, plan_folder
from knowledge.importing.mapping.remembering import remember_style

__all__ = ["Feed", "Known", "Plan", "Translate", "plan_folder", "remember_style"]
