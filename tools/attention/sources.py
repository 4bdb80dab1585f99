"""What other sciences found, which attention weighs."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class Sources:
    """Frames indexed by partner id, all at the portfolio's day, unless said otherwise.

    Attributes:
        tiers: What `tools.tiers.tiers` returned for a history that ends with the portfolio.
        journey: What `tools.journey.journey` returned for the same.
        outlook: What `tools.outlook.outlook` returned for the portfolio.
        promises: One row per promise: `partner_id`, `owed_by` (`us`, `them`), `due_on` (datetime64 or NaT),
            `status` (`open`, …) and `note_id`, where it stands.
        level_risk: What `tools.program.level_risk` returned; None where no program levels are on record.
    """

    tiers: pd.DataFrame
    journey: pd.DataFrame
    outlook: pd.DataFrame
    promises: pd.DataFrame
    level_risk: pd.DataFrame | None = None
