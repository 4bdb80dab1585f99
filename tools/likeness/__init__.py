"""Whether two partners, of two systems or of one, are the same company."""

from __future__ import annotations

from tools.likeness.company_names import plain_name
from tools.likeness.domains import registrable_domain
from tools.likeness.judging import judge
from tools.likeness.matching import Alike, find_alike
from tools.likeness.profile import Profile, system_of
from tools.likeness.reasons import Likeness, Reason

__all__ = [
    "Alike",
    "Likeness",
    "Profile",
    "Reason",
    "find_alike",
    "judge",
    "plain_name",
    "registrable_domain",
    "system_of",
]
