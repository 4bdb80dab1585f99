"""Whether what we give a partner follows its expertise, or only its volume."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.proposition.parts import Propositions

_UPPER: Final = 0.5


def behind_expertise(found: Propositions) -> pd.Series[bool]:
    """Partners whose incentives rank clearly below their expertise, among active or paused ones of a type.

    expertise = valid certifications (professional 2, expert 3, others 1) + projects delivered in 24 months.
    incentives = commissions + marketing funds + incentives of 365 days, base currency. Both as ranks from 0
    to 1 within the type; named if expertise is in the upper half and the ranks differ by `rank_gap` or more.
    Nobody is named in a type with fewer than `least_partners`, or if no incentives are on record.
    """
    partners, policy = found.portfolio.partners, found.policy
    peers = found.portfolio.is_peer
    expertise = (
        partners["sc_certifications"]
        + partners["sc_professional"]
        + 2 * partners["sc_expert"]
        + partners["sc_delivered_730d"]
    )
    incentives = partners["eco_commissions_365d"] + partners["eco_mdf_365d"] + partners["eco_incentive_365d"]
    types = partners["type"].where(peers)
    skilled, given = (_rank(values.where(peers), types) for values in (expertise, incentives))
    enough = types.groupby(types).transform("size") >= policy.least_partners
    named = (skilled >= _UPPER) & (skilled - given >= policy.rank_gap) & enough & expertise.gt(0)
    return named.fillna(value=False).astype(bool) & bool(incentives.ne(0).any())


def _rank(values: pd.Series, types: pd.Series) -> pd.Series:
    """Percentile rank within the type; half of those equal count as below."""
    groups = values.groupby(types)
    return (groups.rank() - 0.5) / groups.transform("count")
