"""Kinds of facts about quarterly reviews. All internal."""

from __future__ import annotations

from typing import Final

from tools.facts import Kind, Unit
from tools.tiers.kinds import TIER

MOVED: Final = Kind("review.moved", Unit.COUNT, "partners that moved tier")
PARTNERS: Final = Kind("review.partners", Unit.COUNT, "partners in question")
SINCE: Final = Kind("review.since", Unit.DATE, "compared with")
UNTIL: Final = Kind("review.until", Unit.DATE, "end of the quarter under review")
BEFORE: Final = Kind("review.tier_before", Unit.LABEL, "tier before", behind=TIER.behind)
AFTER: Final = Kind("review.tier_after", Unit.LABEL, "tier after", behind=TIER.behind)
FROM_TO: Final = Kind("review.partners_from_to", Unit.COUNT, "partners by tier before and after")
WHY: Final = Kind("review.why", Unit.LABEL, "what moved it")
DONE: Final = Kind("review.done", Unit.COUNT, "times it was done in between")
DONE_KIND: Final = Kind("review.done_kind", Unit.LABEL, "what we did in between")
WITH: Final = Kind("review.partners_with", Unit.COUNT, "partners with whom it was done")
WITHOUT: Final = Kind("review.partners_without", Unit.COUNT, "like partners without")
UP_WITH: Final = Kind("review.up_with", Unit.COUNT, "of these, moved up")
UP_WITHOUT: Final = Kind("review.up_without", Unit.COUNT, "of those without, moved up")
WAITING: Final = Kind("review.waiting", Unit.COUNT, "proposals that wait for a decision")
DECIDED: Final = Kind("review.decided", Unit.COUNT, "proposals decided")
STATE: Final = Kind("review.state", Unit.LABEL, "decision")
HELD: Final = Kind("review.tier_held", Unit.LABEL, "tier that holds")
