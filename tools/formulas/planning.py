"""Whose docstrings stand on the page of formulas for planning and money."""

from __future__ import annotations

from typing import Final

from tools.billing.aggregates import paid_in_time
from tools.billing.checks import problems
from tools.billing.difference import Difference
from tools.billing.ledger import ledger
from tools.economics.accounts import accounts
from tools.economics.acquisition import acquisitions
from tools.economics.concentration import gini, lorenz, makers
from tools.economics.lifetime import lifetimes
from tools.economics.parting import parting
from tools.formulas.science import Science
from tools.introductions.pairing import paired
from tools.investment.allocating import place
from tools.investment.candidates import candidates
from tools.investment.needs import needs
from tools.investment.parts import levels, parts
from tools.investment.response import respond
from tools.investment.shrinking import shrunk
from tools.plays.selection import selected
from tools.potential.estimates import potentials
from tools.potential.groups import grouped_by_field
from tools.potential.quadrants import quadrants
from tools.potential.ranges import quantile
from tools.potential.shift import shift_weights
from tools.proposition.earnings import first_win_days, first_years
from tools.proposition.expertise import behind_expertise
from tools.proposition.market import vendor_figures
from tools.proposition.money import money
from tools.proposition.parts import propositions
from tools.proposition.usual import usual
from tools.territory.cells import cells
from tools.territory.fillers import recruit_type
from tools.territory.forecast import forecast
from tools.territory.targets import period_targets
from tools.workload.moving import moving
from tools.workload.service import service, spent

PLANNING: Final = (
    Science(
        "What partners could bring",
        (
            potentials,
            quantile,
            shift_weights,
            quadrants,
            grouped_by_field,
        ),
    ),
    Science(
        "Targets and what is expected",
        (
            period_targets,
            cells,
            forecast,
            recruit_type,
        ),
    ),
    Science(
        "Hours and who looks after whom",
        (
            service,
            spent,
            moving,
        ),
    ),
    Science(
        "Where effort went together with more",
        (
            respond,
            shrunk,
            candidates,
            place,
            needs,
            parts,
            levels,
        ),
    ),
    Science(
        "What partners cost and bring",
        (
            accounts,
            acquisitions,
            lifetimes,
            parting,
            lorenz,
            gini,
            makers,
        ),
    ),
    Science(
        "Commissions",
        (
            ledger,
            paid_in_time,
            Difference,
            problems,
        ),
    ),
    Science(
        "What working with us is worth to them",
        (
            propositions,
            money,
            vendor_figures,
            usual,
            first_years,
            first_win_days,
            behind_expertise,
        ),
    ),
    Science(
        "Introductions",
        (paired,),
    ),
    Science(
        "Plays",
        (selected,),
    ),
)
