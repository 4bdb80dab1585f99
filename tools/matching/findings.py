"""What is said about who fits: partners with their evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import pandas as pd

from tools.about import Among, Row, Slots, about_all, row_of
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.matching import kinds
from tools.matching.evidence import Evidence
from tools.matching.expertise import LEVELS
from tools.matching.need import LANGUAGES, Need, Unknown
from tools.portfolio import Portfolio
from tools.segments import are_among

_COLUMNS: Final = (
    "partner",
    "fit",
    "projects",
    "on time",
    "rating",
    "won deals",
    "last won",
    "certifications",
)


def best(found: pd.DataFrame, ids: Collection[str]) -> pd.DataFrame:
    """Those of `ids` that fit: best score first, then most won deals, then by id."""
    fitting = found[found["fits"] & are_among(found.index, ids)]
    keyed = fitting.assign(id=fitting.index)
    return keyed.sort_values(["score", "won", "id"], ascending=[False, False, True]).drop(columns="id")


def find_findings(
    portfolio: Portfolio, need: Need, fitting: pd.DataFrame, evidence: Mapping[str, Evidence]
) -> Findings:
    """Partners that fit, best first, each with the evidence.

    Args:
        portfolio: At the day in question.
        need: What is looked for.
        fitting: What `best` returned.
        evidence: Of the first of them, by partner id: these are shown.
    """
    shown = [partner_id for partner_id in fitting.index if partner_id in evidence]
    said = [headline(portfolio, need, "partners", _fitting(portfolio, need, fitting))]
    if shown and need.asked and not fitting["shown"].iloc[0]:
        said.append(Statement("find.nothing_to_show"))
    said += [line for one in shown for line in evidence_statements(evidence[one], need, row_of(fitting, one))]
    rows = tuple(_row(evidence[one], row_of(fitting, one)) for one in shown)
    first = evidence[shown[0]].about.partner() if shown else None
    return Findings(
        statements=tuple(said),
        table=TableSpec("find.title", _COLUMNS, rows) if rows else None,
        suggestions=(Suggestion("suggest.draft", {"partner": first}),) if first else _apart(portfolio, need),
    )


def _fitting(portfolio: Portfolio, need: Need, fitting: pd.DataFrame) -> Fact:
    return Among.of(portfolio, fitting.index, need.subject).fact(kinds.FITTING, len(fitting))


def _apart(portfolio: Portfolio, need: Need) -> tuple[Suggestion, ...]:
    """Where nobody knows both fields: who knows the one, who the other."""
    facts = [fact for fact in fields(portfolio, need).values() if fact.kind is not kinds.LANGUAGE]
    return tuple(Suggestion("find.ask", {"field": fact}) for fact in facts) if len(facts) > 1 else ()


def unknown_findings(portfolio: Portfolio, unknown: Unknown) -> Findings:
    """The word that the data does not know, with the nearest that it does."""
    slots: Slots = {
        "asked": about_all(portfolio, kinds.ASKED, unknown.words, f"{unknown.column} {unknown.words}")
    }
    slots |= {
        f"near{number}": about_all(portfolio, kinds.NEAR, name, name)
        for number, name in enumerate(unknown.nearest, 1)
    }
    return Findings(statements=(Statement(f"find.unknown_{unknown.column}_{len(unknown.nearest)}", slots),))


def headline(portfolio: Portfolio, need: Need, who: str, count: Fact) -> Statement:
    """How many fit which fields; other words when nobody does."""
    slots: Slots = {"count": count} if count.value else {}
    named = fields(portfolio, need)
    asked = "_".join(named) or "anything"
    return Statement(f"find.{who if count.value else f'no_{who}'}_{asked}", slots | named)


def fields(portfolio: Portfolio, need: Need) -> dict[str, Fact]:
    """The fields asked for, as the data spells them; several spellings as one word of theirs."""
    named: dict[str, Fact] = {}
    if need.sectors:
        named["sector"] = about_all(portfolio, kinds.SECTOR, _spelled(need.sectors), need.subject)
    if need.technologies:
        named["technology"] = about_all(
            portfolio, kinds.TECHNOLOGY, _spelled(need.technologies), need.subject
        )
    if need.language:
        named["language"] = language_fact(portfolio, need.language)
    return named


def language_fact(portfolio: Portfolio, code: str) -> Fact:
    """The language as a word of ours; as spelled where we know no code."""
    if code in LANGUAGES:
        return about_all(portfolio, kinds.LANGUAGE, f"language.{code}", code)
    return about_all(portfolio, kinds.ASKED, code, f"language {code}")


def _spelled(names: frozenset[str]) -> str:
    return " / ".join(sorted(names, key=lambda name: (len(name), name))[:3])


def evidence_statements(evidence: Evidence, need: Need, row: Row) -> tuple[Statement, ...]:
    """A paragraph on one partner: projects, deals and certifications that it has, else what it lists.

    Args:
        evidence: What it has to show.
        need: What is looked for.
        row: Of what `expertise` returned.
    """
    partner = evidence.about.partner()
    said = [*_projects(evidence, need), *_deals(evidence, need)]
    named = fields(evidence.about.portfolio, need)
    if need.technologies and not evidence.certifications.empty:
        said.append(_certified(evidence, named["technology"]))
    if not said:
        named.pop("language", None)
        how = "apart" if row["shown"] and len(named) > 1 else "declared" if row["listed"] else "without"
        return (Statement(f"find.{how}_{'_'.join(named) or 'nothing'}", {"partner": partner, **named}),)
    if len(need.asked) > 1 and evidence.projects.empty and evidence.deals.empty:
        said.append(("no_both", {name: named[name] for name in need.asked}))
    return paragraph(said, {"partner": partner})


Line: TypeAlias = tuple[str, Slots]
"""Key of a phrase of `find`, and its slots but for whom the paragraph is about."""


def paragraph(said: Sequence[Line], who: Slots) -> tuple[Statement, ...]:
    """The first line by name, the others after it in the words of `<key>_also`."""
    (key, slots), *more = said
    also = (Statement(f"find.{key}_also", slots, follows=True) for key, slots in more)
    return (Statement(f"find.{key}", {**who, **slots}), *also)


def _projects(evidence: Evidence, need: Need) -> Iterator[Line]:
    """Delivered projects, and how they were delivered."""
    if last := evidence.last_delivered():
        yield f"projects{any_field(need)}", {"projects": evidence.delivered(), "last": last}
        yield from _quality(evidence)


def any_field(need: Need) -> str:
    """Ending of the phrases for work in whatever field; there "such a deal" would have no meaning."""
    return "" if need.asked else "_any"


def _quality(evidence: Evidence) -> Iterator[Line]:
    rating = evidence.rating()
    if not evidence.promised.empty:
        yield _punctuality(evidence)
    if rating:
        yield "rated", {"rating": rating}


def _punctuality(evidence: Evidence) -> Line:
    """How many came on time; other words where none did."""
    slots: Slots = {"promised": evidence.with_promise()}
    late, kept = evidence.days_late(), evidence.on_time()
    if late and not kept.value:
        return ("unpunctual", slots | {"late": late})
    slots["on_time"] = kept
    return ("punctual_late", slots | {"late": late}) if late else ("punctual", slots)


def _deals(evidence: Evidence, need: Need) -> Iterator[Line]:
    if last := evidence.last_won():
        yield f"deals{any_field(need)}", {"deals": evidence.won(), "last": last}


def _certified(evidence: Evidence, technology: Fact) -> Line:
    slots: Slots = {"technology": technology, "certifications": evidence.held()}
    level = evidence.level(LEVELS)
    return ("certified_level", slots | {"level": level}) if level else ("certified", slots)


def _row(evidence: Evidence, row: Row) -> tuple[Fact | None, ...]:
    return (
        evidence.about.partner(),
        evidence.about.fact(kinds.SCORE, row["score"], evidence.subject),
        evidence.delivered(),
        evidence.on_time_share(),
        evidence.rating(),
        evidence.won(),
        evidence.last_won(),
        evidence.held(),
    )
