"""Who is about to change tier."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.attention.due_policy import DuePolicy
from tools.tiers import Tier


def tiering(tiers: pd.DataFrame, growing: pd.Series, here: pd.Series, policy: DuePolicy) -> pd.DataFrame:
    """A side of the tier that is held only by its hysteresis, or a better one within reach.

    Slipping: a side (leads, relevance) that counts as high lies below its threshold, inside the band.
    Reaching: leads are not high, no more than one lead or `tier_near` of the threshold is missing, and leads
    are growing.

    Args:
        tiers: What `tools.tiers.tiers` returned.
        growing: Whether accepted leads grew.
        here: Whether the partner is active.
        policy: Urgencies.

    Returns:
        Indexed by partner id: urgencies `tier_slipping_leads`, `tier_slipping_relevance` and `tier_reaching`,
        NaN where they do not hold; `tier_next`, the tier that would follow; `tier_short`, the leads missing;
        and the measures and thresholds of both sides.
    """
    short = tiers["leads_threshold"] - tiers["leads"]
    leads, relevance = tiers["leads_high"].astype(bool), tiers["relevance_high"].astype(bool)
    slips = here & leads & (short > 0)
    fades = here & relevance & (tiers["relevance"] < tiers["relevance_threshold"]) & ~slips
    near = np.maximum(1.0, policy.tier_near * tiers["leads_threshold"])
    reaches = here & ~leads & (short > 0) & (short <= near) & growing
    return pd.DataFrame(
        {
            "tier_slipping_leads": slips.map({True: policy.tier_slipping}),
            "tier_slipping_relevance": fades.map({True: policy.tier_slipping}),
            "tier_reaching": reaches.map({True: policy.tier_reaching}),
            "tier_next": _named(leads ^ slips ^ reaches, relevance ^ fades),
            "tier_short": short,
            **{name: tiers[name] for name in _TOLD},
        }
    )


_TOLD: Final = ("leads", "leads_threshold", "relevance", "relevance_threshold")


def _named(leads: pd.Series, relevance: pd.Series) -> np.ndarray:
    """The tier of each pair of sides."""
    return np.select(
        [leads & relevance, leads, relevance],
        [Tier.KEY_PARTNER.value, Tier.GROWTH_HACKER.value, Tier.UNPOLISHED_DIAMOND.value],
        Tier.DEMENTOR.value,
    )
