"""Billing: what we owe and paid partners, what waits and why, why a commission changed."""

from tools.billing.aggregates import AGGREGATES, paid_in_time
from tools.billing.asking import Asked
from tools.billing.check_findings import check_findings, ledger_statements
from tools.billing.checks import Check, problems
from tools.billing.deal_findings import deal_findings
from tools.billing.difference import Difference, difference
from tools.billing.invoice_findings import invoice_findings
from tools.billing.invoices import digits_of, matching, nearest
from tools.billing.ledger import Dated, State, in_state, ledger, owed, within
from tools.billing.open_findings import open_findings
from tools.billing.paid_findings import paid_findings
from tools.billing.periods import Span
from tools.billing.statement_findings import statement_findings
from tools.billing.why_findings import why_findings

__all__ = [
    "AGGREGATES",
    "Asked",
    "Check",
    "Dated",
    "Difference",
    "Span",
    "State",
    "check_findings",
    "deal_findings",
    "difference",
    "digits_of",
    "in_state",
    "invoice_findings",
    "ledger",
    "ledger_statements",
    "matching",
    "nearest",
    "open_findings",
    "owed",
    "paid_findings",
    "paid_in_time",
    "problems",
    "statement_findings",
    "why_findings",
    "within",
]
