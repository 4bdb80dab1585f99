"""Potential: what partners bring us in a year, what they could bring, and how sure that is."""

from tools.potential.estimates import Potentials, potentials
from tools.potential.findings import potential_findings
from tools.potential.group_findings import Groups, group_findings
from tools.potential.groups import grouped, grouped_by_field
from tools.potential.known import Source
from tools.potential.likeness import nearest_peers
from tools.potential.partner_findings import partner_potential
from tools.potential.policy import PotentialPolicy
from tools.potential.quadrants import Quadrant, Quadrants, quadrants
from tools.potential.told import Told

__all__ = [
    "Groups",
    "PotentialPolicy",
    "Potentials",
    "Quadrant",
    "Quadrants",
    "Source",
    "Told",
    "group_findings",
    "grouped",
    "grouped_by_field",
    "nearest_peers",
    "partner_potential",
    "potential_findings",
    "potentials",
    "quadrants",
]
