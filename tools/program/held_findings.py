"""What is said about certifications held and lapsed, and about partners without any."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd

from tools import kinds as common
from tools.about import About, Slots, row_of
from tools.counted import counted
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec
from tools.portfolio import Portfolio
from tools.program import kinds
from tools.program.certificate_lines import certificate_table, each, line
from tools.program.certificates import Filter, bare, chosen, held_twice, lapsed, people_of, valid

_SAID: Final = 3
ANYTHING: Final = Filter()


@dataclass(frozen=True, eq=False)
class Asked:
    """What a question about certifications is about.

    Attributes:
        portfolio: Loaded with the program's aggregates.
        rows: Certificates of everybody, as known on the portfolio's day.
        ids: The partners in question.
        wanted: Which of their certificates.
        partner_id: The one partner that was named.
        limit: Rows shown at most.
    """

    portfolio: Portfolio
    rows: pd.DataFrame
    ids: Collection[str]
    wanted: Filter = ANYTHING
    partner_id: str | None = None
    limit: int = 10

    @property
    def chosen(self) -> pd.DataFrame:
        """The certificates in question, valid or not."""
        return chosen(self.rows, self.ids, self.wanted)

    @property
    def held(self) -> pd.DataFrame:
        """Those of them that are valid, by partner, person and certificate."""
        rows = self.chosen
        order = ["partner_id", "person", "name", "certification_id"]
        return rows[valid(rows, self.portfolio.as_of)].sort_values(order)

    def headline(self, key: str, slots: Slots) -> Statement:
        """The phrase for the partner, the person or all, narrowed by technology and level."""
        slots = dict(slots)
        who = "person" if self.wanted.person else "partner" if self.partner_id else "all"
        if self.partner_id:
            slots["partner"] = About(self.portfolio, self.partner_id).partner()
        if self.wanted.person:
            slots["person"] = self._named(common.CERTIFICATION_PERSON, self.wanted.person)
        suffix = ""
        if self.wanted.technologies:
            suffix = "_technology"
            slots["technology"] = self._named(kinds.TECHNOLOGY, " / ".join(self.wanted.technologies))
        if self.wanted.level:
            suffix += "_level"
            slots["level"] = self._named(kinds.CERTIFICATE_LEVEL, f"level.{self.wanted.level}")
        return Statement(f"certifications.{key}_{who}{suffix}", slots)

    def count(self, kind: Kind, rows: pd.DataFrame, number: int | None = None) -> Fact:
        """How many certificates, or what is counted of them, with the rows behind."""
        keys = tuple(f"certification:{key}" for key in rows["certification_id"])
        value = len(rows) if number is None else number
        asked = "/".join((self.wanted.person, *self.wanted.technologies, self.wanted.level)).strip("/")
        subject = counted(keys, asked or "all")
        if self.partner_id:
            fact = About(self.portfolio, self.partner_id).fact(kind, value, subject)
        else:
            fact = kinds.over(self.portfolio, kind, value, subject)
        return replace(fact, rows=keys)

    def _named(self, kind: Kind, value: str) -> Fact:
        return kinds.over(self.portfolio, kind, value, value)


def held_findings(asked: Asked) -> Findings:
    """Who is certified in what: by partner over several, certificate by certificate where it was narrowed."""
    if not_recorded(asked):
        return Findings((Statement("certifications.not_recorded"),))
    rows = asked.held
    if rows.empty:
        return _nothing_held(asked)
    slots: Slots = {
        "held": asked.count(kinds.HELD, rows),
        "people": asked.count(kinds.CERTIFIED_PEOPLE, rows, people_of(rows)),
    }
    named = asked.partner_id or asked.wanted != ANYTHING
    if asked.partner_id is None:
        slots["partners"] = asked.count(kinds.PARTNERS, rows, rows["partner_id"].nunique())
    if asked.wanted.person:
        slots.pop("people")
    table = certificate_table(asked.portfolio, rows, asked.limit) if named else _by_partner(asked, rows)
    return Findings(
        (asked.headline("held", slots), *_twice(asked, rows), *_next(asked, rows)),
        table,
        _suggested(asked),
    )


def lapsed_findings(asked: Asked, since: date | None = None) -> Findings:
    """Certificates that ran out and were not renewed, the latest first."""
    if not_recorded(asked):
        return Findings((Statement("certifications.not_recorded"),))
    rows = lapsed(asked.chosen, asked.portfolio.as_of, since)
    if rows.empty:
        return Findings((asked.headline("none_lapsed", {}),))
    said = [
        line(*pair, "certifications.ran_out", here=asked.partner_id is not None)
        for pair in each(asked.portfolio, rows, _SAID)
    ]
    slots: Slots = {"lapsed": asked.count(kinds.LAPSED, rows)}
    if asked.partner_id is None:
        slots["partners"] = asked.count(kinds.PARTNERS, rows, rows["partner_id"].nunique())
    return Findings(
        (asked.headline("lapsed", slots), *said),
        certificate_table(asked.portfolio, rows, asked.limit),
        (Suggestion("suggest.draft", {"partner": _first(asked.portfolio, rows)}),),
    )


def without_findings(asked: Asked) -> Findings:
    """Partners in question without a valid certificate, with the last that ran out."""
    if not_recorded(asked):
        return Findings((Statement("certifications.not_recorded"),))
    holders = set(asked.held["partner_id"])
    without = sorted(set(asked.ids) - holders)
    everybody = counted(asked.ids, "asked")
    slots: Slots = {"all": kinds.over(asked.portfolio, kinds.PARTNERS, len(asked.ids), everybody)}
    if not without:
        return Findings((asked.headline("nobody_without", slots),))
    last = lapsed(asked.chosen, asked.portfolio.as_of).drop_duplicates("partner_id").set_index("partner_id")
    once = [partner_id for partner_id in without if partner_id in last.index]
    slots["count"] = kinds.over(asked.portfolio, kinds.PARTNERS, len(without), counted(without, "without"))
    said = [asked.headline("without", slots)]
    if once:
        again = kinds.over(asked.portfolio, kinds.PARTNERS, len(once), counted(once, "lapsed"))
        said.append(Statement("certifications.once_had", {"count": again}))
    table = _without_table(
        asked.portfolio, [*once, *(one for one in without if one not in once)], last, asked.limit
    )
    return Findings(tuple(said), table)


def not_recorded(asked: Asked) -> bool:
    """Whether the data holds no certificate of anybody, so that none says nothing."""
    return asked.rows.empty


def _nothing_held(asked: Asked) -> Findings:
    """Nobody holds one; the last that ran out, if one did."""
    gone = lapsed(asked.chosen, asked.portfolio.as_of)
    said = [
        line(*pair, "certifications.last_ran_out", here=asked.partner_id is not None)
        for pair in each(asked.portfolio, gone, 1)
    ]
    return Findings((asked.headline("none_held", {}), *said))


def _next(asked: Asked, rows: pd.DataFrame) -> tuple[Statement, ...]:
    """The certificate that expires first."""
    dated = rows[rows["expires_on"].notna()].sort_values(["expires_on", "certification_id"])
    return tuple(
        line(*pair, "certifications.next_expiry", here=asked.partner_id is not None)
        for pair in each(asked.portfolio, dated, 1)
    )


def _first(portfolio: Portfolio, rows: pd.DataFrame) -> Fact:
    return About(portfolio, str(rows["partner_id"].iloc[0])).partner()


def _twice(asked: Asked, rows: pd.DataFrame) -> tuple[Statement, ...]:
    """Certificates on record twice; each counts."""
    again = held_twice(rows)
    if again.empty:
        return ()
    return (Statement("certifications.twice", {"count": asked.count(kinds.TWICE, again)}),)


def _by_partner(asked: Asked, rows: pd.DataFrame) -> TableSpec:
    """Partners by how many certificates they hold."""
    groups = rows.assign(person=bare(rows["person"])).groupby("partner_id")
    counts = groups.agg(
        held=("certification_id", "size"), people=("person", "nunique"), next=("expires_on", "min")
    )
    counts = counts.sort_values(["held", "people"], ascending=False, kind="stable").head(asked.limit)
    cells = []
    for partner_id, held, people, expires in counts.itertuples():
        about = About(asked.portfolio, str(partner_id))
        behind = tuple(f"certification:{key}" for key in groups["certification_id"].get_group(partner_id))
        cells.append(
            (
                about.partner(),
                replace(about.fact(kinds.HELD, held), rows=behind),
                replace(about.fact(kinds.CERTIFIED_PEOPLE, people), rows=behind),
                None if pd.isna(expires) else about.fact(common.CERTIFICATION_EXPIRES, expires, "next"),
            )
        )
    return TableSpec(
        "certifications.by_partner",
        ("partner", "certifications", "certified people", "next expiry"),
        tuple(cells),
    )


def _without_table(portfolio: Portfolio, ids: list[str], last: pd.DataFrame, limit: int) -> TableSpec:
    levels = portfolio.partners["program_level"]
    cells = []
    for partner_id in ids[:limit]:
        about = About(portfolio, partner_id)
        level = levels[partner_id]
        ran_out = None
        if partner_id in last.index:
            row = row_of(last, partner_id)
            ran_out = kinds.on_row(
                about, common.CERTIFICATION_EXPIRES, row["expires_on"], row["certification_id"]
            )
        placed = kinds.placed(about, level) if isinstance(level, str) and level else None
        cells.append((about.partner(), placed, ran_out))
    return TableSpec(
        "certifications.without_title", ("partner", "program level", "last one ran out"), tuple(cells)
    )


def _suggested(asked: Asked) -> tuple[Suggestion, ...]:
    """Whether the level holds, for one partner; what expires, for several."""
    if asked.partner_id is None:
        return (Suggestion("certifications.ask_expiring"),)
    partner = About(asked.portfolio, asked.partner_id).partner()
    return (Suggestion("certifications.ask_level", {"partner": partner}),)
