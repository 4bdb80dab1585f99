"""Portfolios of any size, seeded, written straight into SQLite: plausible proportions, nobody's data."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from sqlalchemy import Engine

from evals.scale_draw import CUSTOMERS, DAYS, REGIONS, SECTORS, TECHNOLOGIES, THROUGH, Cells, Draw
from knowledge.database import migrate, open_database, sqlite_url
from knowledge.people import Role
from knowledge.stored_settings import grow_data_version, store_setting
from knowledge.tables import INCOMING
from tools import schema

_FIRST: Final = ("Amber", "Borealis", "Cobalt", "Delta", "Elm", "Fjord", "Granite", "Harbour")
_LAST: Final = ("Analytics", "Consulting", "Digital", "Networks", "Partners", "Software", "Systems", "Works")
_CHUNK: Final = 100_000


def partner_name(number: int) -> str:
    """The name of a partner, such as `Amber Analytics 17`."""
    return f"{_FIRST[number % 8]} {_LAST[number // 8 % 8]} {number}"


def write_world(database: Path, partners: int, seed: int = 2026) -> Engine:
    """An open database with that many partners and 50 deals each, over five years up to `THROUGH`."""
    engine = open_database(sqlite_url(database))
    migrate(engine)
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA synchronous = OFF")
    draw = _World(partners, np.random.default_rng(seed))
    for table, columns in draw.tables():
        _write(connection, table, columns)
    connection.execute("ANALYZE")
    connection.close()
    with engine.begin() as storing:
        grow_data_version(storing, None)
        store_setting(storing, "base_currency", "EUR")
        store_setting(storing, "through", THROUGH.isoformat())
    return engine


def _write(connection: sqlite3.Connection, table: str, columns: dict[str, Cells]) -> None:
    """Rows in bulk: indexes are made afterwards, as that is quicker."""
    lists = [one.name for one in INCOMING[table].columns if one.default and one.name not in columns]
    columns |= {name: ["[]"] * len(next(iter(columns.values()))) for name in lists}
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    indexes = connection.execute(query, (table,)).fetchall()
    for name, _made in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _name in columns)
    rows = zip(*columns.values(), strict=True)
    while chunk := list(islice(rows, _CHUNK)):
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", chunk)
    for _name, made in indexes:
        connection.execute(made)
    connection.commit()


class _World(Draw):
    """Draws the rows of every table, sorted by day."""

    def tables(self) -> Iterator[tuple[str, dict[str, Cells]]]:
        """Each table with its columns."""
        yield "managers", self._managers()
        yield "partners", self._partners()
        for table in (
            self._deals, self._leads, self._activities, self._certifications, self._contacts,
            self._projects, self._tickets, self._commissions, self._surveys, self._costs, self._usage,
        ):  # fmt: skip
            yield table.__name__.removeprefix("_"), table()

    def _managers(self) -> dict[str, Cells]:
        many = range(-(-self.partners // 100))
        return {
            "email": [f"manager{number}@example.com" for number in many],
            "name": [f"Manager {number}" for number in many],
            "role": [Role.LEAD if number == 0 else Role.MANAGER for number in many],
        }

    def _partners(self) -> dict[str, Cells]:
        many = range(self.partners)
        signed = self.days(self.starts)
        return {
            "partner_id": self.ids,
            "name": [partner_name(number) for number in many],
            "aliases": ["[]"] * self.partners,
            "type": self.pick(schema.PARTNER_TYPES, self.partners),
            "country": self.pick(("DE", "FR", "ES", "GB", "NL"), self.partners),
            "region": self.pick(REGIONS, self.partners),
            "employees": self.whole(5, 2_000, self.partners),
            "customers": self.whole(0, 300, self.partners),
            "market_relevance": self.some(self.draw.integers(0, 101, self.partners).tolist(), 0.5),
            "sectors": [f'["{SECTORS[home]}"]' for home in self.home],
            "technologies": [f'["{word}"]' for word in self.pick(TECHNOLOGIES, self.partners)],
            "languages": ['["en"]'] * self.partners,
            "manager_email": [f"manager{number // 100}@example.com" for number in many],
            "status": ["ended" if end < DAYS else "active" for end in self.ends],
            "first_contact_on": signed,
            "signed_on": signed,
            "ended_on": [self.day_words[end] if end < DAYS else None for end in self.ends.tolist()],
            "annual_revenue": self.some(self.draw.lognormal(14, 1, self.partners).round(2).tolist(), 0.4),
            "program_level": self.pick(("silver", "gold", "platinum"), self.partners),
        }

    def _deals(self) -> dict[str, Cells]:
        who, day = self.events("deals")
        closed = day + self.draw.integers(1, 120, len(who))
        open_still = (closed > DAYS) | (self.chance(0.03, len(who)))
        won = self.chance(0.55, len(who))
        stage = np.where(open_still, "open", np.where(won, "won", "lost"))
        amount = self.draw.lognormal(8.5, 1.0, len(who)) * (0.5 + self.pull[who] / 2)
        return self.keyed("deal", who) | {
            "created_on": self.days(day),
            "closed_on": self.days(closed),
            "stage": stage.tolist(),
            "amount": (worth := amount.round(2).tolist()),
            "amount_base": worth,
            "currency": ["EUR"] * len(who),
            "kind": self.pick(("resale", "resale", "referral", "cosell", "influenced"), len(who)),
            "customer": self.pick(CUSTOMERS, len(who)),
            "sector": self.sectors(who),
            "technology": self.pick(TECHNOLOGIES, len(who)),
            "region": self.pick(REGIONS, len(who)),
            "lost_reason": ["price" if word == "lost" else None for word in stage.tolist()],
        }

    def _leads(self) -> dict[str, Cells]:
        who, day = self.events("leads")
        decided = np.minimum(day + self.draw.integers(0, 60, len(who)), DAYS)
        status = self.pick(("new", "accepted", "accepted", "rejected", "converted"), len(who))
        days = self.days(decided)
        return self.keyed("lead", who) | {
            "created_on": self.days(day),
            "direction": self.pick(("in", "in", "out"), len(who)),
            "status": status,
            "decided_on": [None if word == "new" else on for word, on in zip(status, days, strict=True)],
            "sector": self.sectors(who),
            "technology": self.pick(TECHNOLOGIES, len(who)),
            "region": self.pick(REGIONS, len(who)),
        }

    def _activities(self) -> dict[str, Cells]:
        who, day = self.events("activities")
        return self.keyed("activity", who) | {
            "date": self.days(day),
            "kind": self.pick(("email", "email", "email", "call", *schema.ACTIVITY_KINDS), len(who)),
            "direction": self.pick(("in", "out"), len(who)),
            "subject": ["Follow-up"] * len(who),
        }

    def _certifications(self) -> dict[str, Cells]:
        who, day = self.events("certifications")
        return self.keyed("certification", who) | {
            "person": [f"Person {number % 7} of {partner}" for number, partner in enumerate(who.tolist())],
            "technology": self.pick(TECHNOLOGIES, len(who)),
            "name": ["Certified"] * len(who),
            "level": self.pick(schema.CERTIFICATION_LEVELS, len(who)),
            "earned_on": self.days(day),
            "expires_on": self.some([f"{int(on[:4]) + 2}{on[4:8]}28" for on in self.days(day)], 0.8),
        }

    def _contacts(self) -> dict[str, Cells]:
        who, day = self.events("contacts")
        return self.keyed("contact", who) | {
            "name": [f"Person {number % 7} of {partner}" for number, partner in enumerate(who.tolist())],
            "email": [f"person{number}@example.org" for number in range(len(who))],
            "language": self.pick(("en", "de", "fr"), len(who)),
            "left_on": self.some(self.days(day), 0.1),
        }

    def _projects(self) -> dict[str, Cells]:
        who, day = self.events("projects")
        worth = self.draw.lognormal(9, 1, len(who)).round(2).tolist()
        return self.keyed("project", who) | {
            "customer": self.pick(CUSTOMERS, len(who)),
            "sector": self.sectors(who),
            "technology": self.pick(TECHNOLOGIES, len(who)),
            "promised_on": self.days(day),
            "delivered_on": self.some(self.days(day + self.draw.integers(-10, 60, len(who)).clip(-day)), 0.9),
            "value": worth,
            "value_base": worth,
            "currency": ["EUR"] * len(who),
            "rating": self.some(self.draw.integers(3, 11, len(who)).astype(float).tolist(), 0.6),
        }

    def _tickets(self) -> dict[str, Cells]:
        who, day = self.events("tickets")
        return self.keyed("ticket", who) | {
            "opened_on": self.days(day),
            "closed_on": self.some(self.days(day + self.draw.integers(0, 30, len(who))), 0.9),
            "severity": self.whole(1, 5, len(who)),
            "hours": self.draw.gamma(1.5, 2.0, len(who)).round(1).tolist(),
        }

    def _commissions(self) -> dict[str, Cells]:
        who, day = self.events("commissions")
        paid = self.chance(0.85, len(who))
        worth = self.draw.lognormal(6, 1, len(who)).round(2).tolist()
        return self.keyed("commission", who) | {
            "period": [on[:7] for on in self.days(day)],
            "period_ends_on": [f"{on[:8]}28" for on in self.days(day)],
            "amount": worth,
            "amount_base": worth,
            "currency": ["EUR"] * len(who),
            "status": np.where(paid, "paid", "approved").tolist(),
            "approved_on": self.days(day),
            "due_on": self.days(day + 30),
            "paid_on": [on if done else None for on, done in zip(self.days(day + 20), paid, strict=True)],
        }

    def _surveys(self) -> dict[str, Cells]:
        who, day = self.events("surveys")
        return self.keyed("survey", who) | {
            "date": self.days(day),
            "dimension": self.pick(schema.SURVEY_DIMENSIONS, len(who)),
            "score": self.draw.integers(2, 11, len(who)).astype(float).tolist(),
        }

    def _costs(self) -> dict[str, Cells]:
        who, day = self.events("costs")
        worth = self.draw.lognormal(6, 1, len(who)).round(2).tolist()
        return self.keyed("cost", who) | {
            "date": self.days(day),
            "kind": self.pick(schema.COST_KINDS, len(who)),
            "amount": worth,
            "amount_base": worth,
            "currency": ["EUR"] * len(who),
        }

    def _usage(self) -> dict[str, Cells]:
        who = np.repeat(np.arange(0, self.partners, 2), 12)
        ends = [
            date(2025 + (9 + month) // 12, (9 + month) % 12 + 1, 1) - timedelta(days=1) for month in range(12)
        ]
        licensed = self.draw.integers(10, 500, len(who))
        return {
            "partner_id": [self.ids[one] for one in who],
            "month": [day.isoformat() for day in ends] * (len(who) // 12),
            "licensed": licensed.astype(float).tolist(),
            "active": (licensed * self.draw.random(len(who))).round().tolist(),
        }
