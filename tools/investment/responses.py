"""What each kind of spending went together with, worked out once for whoever asks about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from tools.investment.panel import Array, Panel, effort, money
from tools.investment.policy import InvestmentPolicy
from tools.investment.response import Response, respond
from tools.investment.windows import OFFERED, Effort, Money, Other

HOURS: Final = "hours"
"""All hours of ours."""

ALL_MONEY: Final = "money"
"""All money that is spent in order to sell more."""


@dataclass(frozen=True, eq=False)
class Responses:
    """The same answer for every question: where the next of it goes, and what the program's parts bring.

    Beside money all hours are held fixed, beside hours all money, beside an offer the hours that are none.

    Attributes:
        spending: Columns of `SPENDING` by partner.
        panel: Partners and what they won.
        hours: Hours of ours in one activity, by kind.
        policy: How sure an interval is, and how many are few.
    """

    spending: pd.DataFrame
    panel: Panel
    hours: Mapping[str, float]
    policy: InvestmentPolicy
    _found: dict[str, Response] = field(default_factory=dict)

    def of(self, what: str) -> Response:
        """What it went together with: `HOURS`, `ALL_MONEY`, a kind of cost, or an offer."""
        if what not in self._found:
            self._found[what] = respond(self.panel, self.spent(what), self._beside(what), self.policy)
        return self._found[what]

    def spent(self, what: str) -> Array:
        """Partners by quarters: hours, money in base currency, or for an offer how many."""
        if what == HOURS:
            return self._effort(*Effort)
        if what in OFFERED:
            return effort(self.spending, self.panel, {what: 1.0})
        kinds = [*Money] if what == ALL_MONEY else [Money(what) if what in [*Money] else Other(what)]
        return money(self.spending, self.panel, kinds)

    def _beside(self, what: str) -> Array:
        if what == HOURS:
            return self.spent(ALL_MONEY)
        return self._effort(*(one for one in Effort if one not in OFFERED or what not in OFFERED))

    def _effort(self, *kinds: Effort) -> Array:
        return effort(self.spending, self.panel, {kind: self.hours[kind] for kind in kinds})
