"""What is said about who fits: partners with their evidence, people with their certification."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import pandas as pd

from tools import kinds
from tools.about import About, Row, Slots, about_all, is_missing, row_of
from tools.facts import Audience, Fact, Findings, Kind, Quote, Statement, Suggestion, TableSpec, Unit
from tools.matching.need import LANGUAGES, Need, Unknown
from tools.matching.people import people
from tools.portfolio import Portfolio

SECTOR: Final = Kind("find.sector", Unit.NAME, "sector", Audience.SHAREABLE)
TECHNOLOGY: Final = Kind("find.technology", Unit.NAME, "technology", Audience.SHAREABLE)
ASKED: Final = Kind("find.asked", Unit.NAME, "what was asked for")
NEAR: Final = Kind("find.nearest", Unit.NAME, "nearest in the data")
FITTING: Final = Kind("find.fitting", Unit.COUNT, "fitting partners")
FITTING_PEOPLE: Final = Kind("find.people", Unit.COUNT, "fitting people")
SCORE: Final = Kind("find.score", Unit.POINTS, "fit")
DEALS: Final = Kind("find.won_deals", Unit.COUNT, "won deals in these fields, five years", Audience.SHAREABLE)
LAST_WON: Final = Kind("find.last_won_on", Unit.DATE, "last won deal in these fields", Audience.SHAREABLE)
CERTIFIED: Final = Kind("find.certifications", Unit.COUNT, "valid certifications", Audience.SHAREABLE)
LEVEL: Final = Kind("find.level", Unit.LABEL, "certification level", Audience.SHAREABLE)
LANGUAGE: Final = Kind("find.language", Unit.LABEL, "language", Audience.SHAREABLE)


def find_findings(
    portfolio: Portfolio, need: Need, found: pd.DataFrame, ids: Collection[str], *, limit: int = 5
) -> Findings:
    """Partners of `ids` that fit, best first, each with the evidence.

    Args:
        portfolio: Loaded with `expertise_aggregates(need)`.
        need: What is looked for.
        found: What `expertise` returned.
        ids: Partners that the question is about.
        limit: Partners shown at most.
    """
    fitting = _ranked(found[found["fits"] & found.index.isin(list(ids))])
    shown = [About(portfolio, str(partner_id)) for partner_id in fitting.index[:limit]]
    said = [_headline(portfolio, need, "partners", about_all(portfolio, FITTING, len(fitting)))]
    said += [line for about in shown for line in _evidence(about, need, row_of(fitting, about.partner_id))]
    rows = tuple(_row(about, row_of(fitting, about.partner_id)) for about in shown)
    return Findings(
        statements=tuple(said),
        table=TableSpec("find.title", ("partner", "fit", "won deals", "last won", "certifications"), rows)
        if rows
        else None,
        suggestions=(Suggestion("suggest.draft", {"partner": shown[0].partner()}),) if shown else (),
    )


def people_findings(
    portfolio: Portfolio,
    need: Need,
    found: pd.DataFrame,
    rows: Mapping[str, pd.DataFrame],
    ids: Collection[str],
    *,
    limit: int = 5,
) -> Findings:
    """People at partners of `ids`, best first, each with certification or language.

    Args:
        portfolio: Loaded with `expertise_aggregates(need)`.
        need: What is looked for.
        found: What `expertise` returned.
        rows: `certifications` and `contacts` of the partners that fit, as known at that day.
        ids: Partners that the question is about.
        limit: People shown at most.
    """
    fitting = found[found["fits"] & found.index.isin(list(ids))]
    persons = people(portfolio, need, fitting, rows)
    said = [_headline(portfolio, need, "people", about_all(portfolio, FITTING_PEOPLE, len(persons)))]
    said += [_person(portfolio, row_of(persons, at)) for at in range(min(limit, len(persons)))]
    return Findings(statements=tuple(said))


def unknown_findings(portfolio: Portfolio, unknown: Unknown) -> Findings:
    """The word that the data does not know, with the nearest that it does."""
    slots: Slots = {"asked": about_all(portfolio, ASKED, unknown.words, unknown.column)}
    slots |= {
        f"near{number}": about_all(portfolio, NEAR, name, name)
        for number, name in enumerate(unknown.nearest, 1)
    }
    return Findings(statements=(Statement(f"find.unknown_{unknown.column}_{len(unknown.nearest)}", slots),))


def _ranked(found: pd.DataFrame) -> pd.DataFrame:
    """Best score first, then most deals, then by id."""
    keyed = found.assign(id=found.index)
    return keyed.sort_values(["score", "deals", "id"], ascending=[False, False, True]).drop(columns="id")


def _headline(portfolio: Portfolio, need: Need, who: str, count: Fact) -> Statement:
    """How many fit which fields; other words when nobody does."""
    slots: Slots = {"count": count} if count.value else {}
    fields = _fields(portfolio, need)
    asked = "_".join(fields) or "anything"
    return Statement(f"find.{who if count.value else f'no_{who}'}_{asked}", slots | fields)


def _fields(portfolio: Portfolio, need: Need) -> Slots:
    """The fields asked for, as the data spells them; several spellings as one word of theirs."""
    fields: Slots = {}
    if need.sectors:
        fields["sector"] = about_all(portfolio, SECTOR, _spelled(need.sectors))
    if need.technologies:
        fields["technology"] = about_all(portfolio, TECHNOLOGY, _spelled(need.technologies))
    if need.language:
        fields["language"] = _language(portfolio, need.language)
    return fields


def _spelled(names: frozenset[str]) -> str:
    return " / ".join(sorted(names, key=lambda name: (len(name), name))[:3])


def _language(portfolio: Portfolio, code: str) -> Fact:
    """The language as a word of ours; as spelled where we know no code."""
    if code in LANGUAGES:
        return about_all(portfolio, LANGUAGE, f"language.{code}")
    return about_all(portfolio, ASKED, code, "language")


def _evidence(about: About, need: Need, row: Row) -> tuple[Statement, ...]:
    """Won deals, certifications, what they declare; each only if it is there."""
    fields = _fields(about.portfolio, need)
    fields.pop("language", None)
    said = []
    if row["deals"] and not is_missing(row["last_won"]):
        slots = {"deals": about.fact(DEALS, row["deals"]), "last": about.fact(LAST_WON, row["last_won"])}
        said.append(Statement("find.deals", {"partner": about.partner(), **slots}))
    if need.technologies and row["certifications"]:
        said.append(_certified(about, row, fields["technology"], first=not said))
    if not said:
        said.append(
            Statement(
                f"find.declared_{'_'.join(fields) or 'nothing'}", {"partner": about.partner(), **fields}
            )
        )
    return tuple(said)


def _certified(about: About, row: Row, technology: Fact | Quote, *, first: bool) -> Statement:
    slots: Slots = {"partner": about.partner()} if first else {}
    slots["technology"] = technology
    slots["certifications"] = about.fact(CERTIFIED, row["certifications"])
    if row["level"]:
        slots["level"] = about.fact(LEVEL, f"level.{row['level']}")
    return Statement(f"find.certified{'_level' if row['level'] else ''}{'' if first else '_also'}", slots)


def _row(about: About, row: Row) -> tuple[Fact | None, ...]:
    return (
        about.partner(),
        about.fact(SCORE, row["score"]),
        about.fact(DEALS, row["deals"]),
        None if is_missing(row["last_won"]) else about.fact(LAST_WON, row["last_won"]),
        about.fact(CERTIFIED, row["certifications"]),
    )


def _person(portfolio: Portfolio, person: Row) -> Statement:
    """A person with certification, or with role and language."""
    about = About(portfolio, str(person["partner_id"]))
    name = str(person["person"])
    slots: Slots = {"person": about.fact(kinds.CONTACT, name, name), "partner": about.partner()}
    if not person["certification"]:
        slots["language"] = _language(portfolio, str(person["language"]))
        return Statement("find.speaker", slots)
    slots["certification"] = about.fact(kinds.CERTIFICATION, person["certification"], name)
    slots["earned"] = about.fact(kinds.CERTIFICATION_EARNED, person["earned_on"], name)
    if person["language"]:
        slots["language"] = _language(portfolio, str(person["language"]))
        return Statement("find.person_speaks", slots)
    return Statement("find.person", slots)
