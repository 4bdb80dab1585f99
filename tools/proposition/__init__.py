"""Proposition: what working with us is worth to a partner, and what they may be told of it."""

from tools.proposition.earning_findings import earning_findings
from tools.proposition.field_findings import field_findings
from tools.proposition.groups import group_of
from tools.proposition.market import Market
from tools.proposition.needs import AGGREGATES, CELLS, FLOWS
from tools.proposition.offering import Field, field_of_partner, fitting_offers
from tools.proposition.partner_findings import partner_findings, talking_points
from tools.proposition.parts import Part, Propositions, propositions
from tools.proposition.pitch_findings import pitch_findings
from tools.proposition.policy import PropositionPolicy
from tools.proposition.talking import TalkingPoints
from tools.proposition.told import Told

__all__ = [
    "AGGREGATES",
    "CELLS",
    "FLOWS",
    "Field",
    "Market",
    "Part",
    "PropositionPolicy",
    "Propositions",
    "TalkingPoints",
    "Told",
    "earning_findings",
    "field_findings",
    "field_of_partner",
    "fitting_offers",
    "group_of",
    "partner_findings",
    "pitch_findings",
    "propositions",
    "talking_points",
]
