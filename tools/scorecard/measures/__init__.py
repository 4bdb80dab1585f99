"""The measures of the 5Cs. Weights add up to 100."""

from __future__ import annotations

from typing import Final

from tools.scorecard.measure import Measure
from tools.scorecard.measures.capability import CAPABILITY
from tools.scorecard.measures.commitment import COMMITMENT
from tools.scorecard.measures.consumption import CONSUMPTION
from tools.scorecard.measures.contribution import CONTRIBUTION
from tools.scorecard.measures.coverage import COVERAGE

MEASURES: Final[tuple[Measure, ...]] = (*CONTRIBUTION, *CONSUMPTION, *COVERAGE, *CAPABILITY, *COMMITMENT)
"""In the order of the 5Cs.

What was sold (27 points) and what a partner can do (23) and shows of good will (22) weigh about alike, since
last year's revenue alone would only repeat itself; use of what was sold has 15 in few measures, for it
foretells renewals; breadth has 13. Within a category, counts of what happened outweigh opinions.
"""
BY_NAME: Final = {measure.name: measure for measure in MEASURES}
