"""What partners cost and bring: margin, acquisition, payback, lifetime value, concentration, parting."""

from tools.economics.accounts import PROGRAM, accounts
from tools.economics.acquisition import acquisitions
from tools.economics.by_group import by_group
from tools.economics.concentration import gini, lorenz, makers
from tools.economics.farewell import candidates, worth_keeping
from tools.economics.groups import grouped, members
from tools.economics.lifetime import Lifetimes, lifetimes
from tools.economics.many import ranked
from tools.economics.months import History, Movements
from tools.economics.needs import AGGREGATES, FLOWS, PERIOD, period_window
from tools.economics.one import margin_of, roi_of, served, spent_on
from tools.economics.parting import Spared, parting
from tools.economics.policy import EconomicsPolicy
from tools.economics.recorded import Recorded
from tools.economics.serving import Booked
from tools.economics.skew import concentration
from tools.economics.told import Economics, grounded
from tools.economics.winning import acquired, paid_back
from tools.economics.worth import lifetime_of

__all__ = [
    "AGGREGATES",
    "FLOWS",
    "PERIOD",
    "PROGRAM",
    "Booked",
    "Economics",
    "EconomicsPolicy",
    "History",
    "Lifetimes",
    "Movements",
    "Recorded",
    "Spared",
    "accounts",
    "acquired",
    "acquisitions",
    "by_group",
    "candidates",
    "concentration",
    "gini",
    "grounded",
    "grouped",
    "lifetime_of",
    "lifetimes",
    "lorenz",
    "makers",
    "margin_of",
    "members",
    "paid_back",
    "parting",
    "period_window",
    "ranked",
    "roi_of",
    "served",
    "spent_on",
    "worth_keeping",
]
