"""Territory: targets by region, sector, technology and period against what partners may bring."""

from tools.territory.answering import Question, answer
from tools.territory.deals import FIELDS, Deals, Words
from tools.territory.fillers import Field, Wins
from tools.territory.findings import territory_findings, told_cells
from tools.territory.helpers import named_partners
from tools.territory.history import History
from tools.territory.periods import BadPeriod, Period, period_of, quarter_with
from tools.territory.plan import Plan, Whose
from tools.territory.policy import TerritoryPolicy

__all__ = [
    "FIELDS",
    "BadPeriod",
    "Deals",
    "Field",
    "History",
    "Period",
    "Plan",
    "Question",
    "TerritoryPolicy",
    "Whose",
    "Wins",
    "Words",
    "answer",
    "named_partners",
    "period_of",
    "quarter_with",
    "territory_findings",
    "told_cells",
]
