"""Where the next hour and the next 10k return most, and what the program's parts bring."""

from tools.investment.allocating import Placed, place
from tools.investment.candidates import LeftOut, candidates, left_out
from tools.investment.findings import Told, investment_findings
from tools.investment.needs import needs
from tools.investment.needs_findings import Capacity, needs_findings
from tools.investment.panel import Panel, effort, money
from tools.investment.parts import LevelPart, Part, levels, parts
from tools.investment.plan import Asked, Plan, plan
from tools.investment.policy import InvestmentPolicy
from tools.investment.program_findings import parts_findings
from tools.investment.response import Response, respond
from tools.investment.responses import Responses
from tools.investment.terms import Terms
from tools.investment.windows import SPENDING, Effort, Money, Other, names
from tools.investment.words import Words

__all__ = [
    "SPENDING",
    "Asked",
    "Capacity",
    "Effort",
    "InvestmentPolicy",
    "LeftOut",
    "LevelPart",
    "Money",
    "Other",
    "Panel",
    "Part",
    "Placed",
    "Plan",
    "Response",
    "Responses",
    "Terms",
    "Told",
    "Words",
    "candidates",
    "effort",
    "investment_findings",
    "left_out",
    "levels",
    "money",
    "names",
    "needs",
    "needs_findings",
    "parts",
    "parts_findings",
    "place",
    "plan",
    "respond",
]
