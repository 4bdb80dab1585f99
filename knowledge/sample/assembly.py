"""All rows of one partner, put together from what each module draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from knowledge.sample.casting import Part
from knowledge.sample.consumption import usage_rows
from knowledge.sample.decks import Decks
from knowledge.sample.delivery import project_rows, ticket_rows
from knowledge.sample.draws import Draws
from knowledge.sample.engagement import Engagement, activity_rows
from knowledge.sample.facts import Record
from knowledge.sample.material import Material
from knowledge.sample.names import Customers, draw_customers
from knowledge.sample.notebook import Notebook, note_rows
from knowledge.sample.opinions import survey_rows
from knowledge.sample.paying import commission_rows, cost_rows
from knowledge.sample.pipeline import Business
from knowledge.sample.profiles import contact_rows, draw_milestones, draw_team, partner_row
from knowledge.sample.program_material import Program
from knowledge.sample.rhythm import Span
from knowledge.sample.rows import Certification, Manager
from knowledge.sample.skills import certification_rows

Rows = dict[str, Sequence[tuple[object, ...]]]
"""Table name to rows."""

_FIRST_IDS: Final = {
    "contacts": 3001,
    "deals": 20001,
    "leads": 50001,
    "certifications": 7001,
    "activities": 100001,
    "notes": 9001,
    "projects": 4001,
    "tickets": 60001,
    "commissions": 80001,
    "costs": 30001,
    "surveys": 2001,
}
_LEDGER: Final = ("usage", "projects", "tickets", "commissions", "costs", "surveys")
_LEFT_AGO: Final = 36


class Assembly:
    """Makes the rows of one partner after the other.

    Every purpose of every partner has draws of its own, so that a change in one does not reshuffle the rest.
    """

    def __init__(
        self, material: Material, program: Program, staff: Sequence[Manager], span: Span, seed: int
    ) -> None:
        self._material, self._program, self._staff = material, program, staff
        self._span, self._seed = span, seed
        self._rates = {level.name: level.rate for level in program.levels}
        self._decks = Decks(seed)

    def rows(self, part: Part, counts: Mapping[str, int]) -> Rows:
        """All rows of the partner; `counts` are the rows written so far, from which ids go on."""
        ids = {name: first + counts[name] for name, first in _FIRST_IDS.items()}
        business = self._business(part)
        record = self._record(part, business, ids)
        written = Notebook(self._draws(part, "notes"), record, self._material, self._decks).written()
        subjects = self._material.subjects[part.language]
        engagement = Engagement(self._draws(part, "activities"), record, subjects, self._material.market)
        return {
            **self._profile(record, ids["contacts"]),
            "deals": record.deals,
            "leads": business.leads(ids["leads"]),
            "certifications": record.certifications,
            "activities": activity_rows(record, engagement.moments(written), ids["activities"]),
            "notes": note_rows(record, written, ids["notes"]),
            **self._ledger(record, ids),
        }

    def _ledger(self, record: Record, ids: Mapping[str, int]) -> Rows:
        """What is used, delivered, reported, paid and answered; nothing before there is a contract."""
        part, fx, program = record.part, self._material.market.fx, self._program
        voices, rate = program.voices[part.language], self._rates[self._level(record)]
        draws = {name: self._draws(part, name) for name in _LEDGER}
        tickets = ticket_rows(draws["tickets"], record, voices.tickets, ids["tickets"])
        paid = commission_rows(draws["commissions"], record, rate, program.hold_reasons, ids["commissions"])
        return {
            "usage": usage_rows(draws["usage"], record, fx),
            "projects": project_rows(draws["projects"], record, ids["projects"]),
            "tickets": tickets,
            "commissions": paid,
            "costs": cost_rows(draws["costs"], record, tickets, fx, ids["costs"]),
            "surveys": survey_rows(draws["surveys"], record, voices, ids["surveys"]),
        }

    def _level(self, record: Record) -> str:
        """The program level that the certifications valid on the last day give."""
        valid = sum(held.expires_on > self._span.until for held in record.certifications)
        return [name for least, name in sorted(self._material.market.levels.items()) if least <= valid][-1]

    def _draws(self, part: Part, purpose: str) -> Draws:
        return Draws(self._seed, part.number, purpose)

    def _business(self, part: Part) -> Business:
        signed = draw_milestones(self._draws(part, "milestones"), part).business_from
        market = self._material.market
        draws = self._draws(part, "business")
        return Business(draws, part, market, self._customers(part), self._span, signed)

    def _customers(self, part: Part) -> Customers:
        each = min(6, 2 + round(part.story.wins * 3))
        draws = self._draws(part, "customers")
        return draw_customers(draws, self._material.market, part.country, part.sectors, each)

    def _record(self, part: Part, business: Business, ids: Mapping[str, int]) -> Record:
        milestones = draw_milestones(self._draws(part, "milestones"), part)
        team = draw_team(self._draws(part, "team"), part, self._material)
        skills = self._draws(part, "skills")
        manager = self._staff[part.manager]
        held: list[Certification] = []
        if milestones.signed:
            held = certification_rows(
                skills, part, team, self._span, milestones.signed, ids["certifications"]
            )
        return Record(
            part=part,
            span=self._span,
            milestones=milestones,
            team=team,
            manager_name=manager.name,
            manager_email=manager.email,
            deals=tuple(business.deals(ids["deals"])),
            certifications=tuple(held),
        )

    def _profile(self, record: Record, first_contact: int) -> Rows:
        part, span = record.part, self._span
        draws, level = self._draws(part, "profile"), self._level(record)
        partner = partner_row(draws, part, record.milestones, span, record.manager_email, level)
        contacts = contact_rows(draws, part, record.team, first_contact, span.workday(_LEFT_AGO))
        return {"partners": [partner], "contacts": contacts}
