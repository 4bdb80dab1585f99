"""How well each partner fits a need: won deals (decayed), valid certifications, and what they declare."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from tools.aggregates import Aggregate, Condition, Conditions, Function, Op, among, ever, within
from tools.matching.need import Need, language_code
from tools.matching.policy import MatchingPolicy
from tools.portfolio import Portfolio

_YEARS: Final = 5
_YEAR: Final = 365
LEVELS: Final = {"associate": 1, "professional": 2, "expert": 3}
"""Certification points by level; a certification without a level counts as an associate's."""
_VALID: Final = (*ever("earned_on"), Condition("expires_on", Op.MISSING_OR_AFTER))


def expertise_aggregates(need: Need) -> tuple[Aggregate, ...]:
    """What the portfolio must hold to answer this need; the spellings are part of the declaration."""
    sector = among("sector", *sorted(need.sectors)) if need.sectors else ()
    technology = among("technology", *sorted(need.technologies)) if need.technologies else ()
    fields: dict[str, Conditions] = {"asked": (*sector, *technology)}
    if sector and technology:
        fields |= {"sector": sector, "technology": technology}
    won = [item for name, where in fields.items() if where for item in _won(name, where)]
    return (*won, *_certified(technology), *_speaking(need))


def expertise(portfolio: Portfolio, need: Need, policy: MatchingPolicy) -> pd.DataFrame:
    """How well every partner fits, among those that have not ended.

    Each part is amount / (amount + half): won deals in the fields, worth `yearly_decay` of themselves per
    year of age, and certification points (1 associate, 2 professional, 3 expert) in the technology; declared
    is the share of the asked fields that the partner lists. Parts that the need cannot have are left out.

    Args:
        portfolio: Loaded with `expertise_aggregates(need)`.
        need: What is looked for.
        policy: Weights.

    Returns:
        Indexed by partner id: `score` (0-100, higher is better), `fits` (evidence for every field asked, and
        the language if asked), `deals`, `last_won`, `certifications`, `level` (highest, "" if none),
        `sector_declared`, `technology_declared`, `speaks`.
    """
    partners = portfolio.partners
    frame = _declared(partners, need).join([_deals(partners, need, policy), _certifications(partners)])
    parts = {
        "deals": (frame["worth"] / (frame["worth"] + policy.deals_half), policy.deals_weight),
        "declared": (frame["declared"], policy.declared_weight),
    }
    if need.technologies:
        points = frame["points"]
        parts["certifications"] = (
            points / (points + policy.certifications_half),
            policy.certifications_weight,
        )
    total = sum(weight for _, weight in parts.values())
    score = sum((part * weight for part, weight in parts.values()), start=0.0 * frame["declared"])
    frame["score"] = 100 * score / total if need.sectors or need.technologies else 0.0
    frame["fits"] = _fits(frame, need)
    return frame[partners["status"].ne("ended")].drop(columns=["worth", "points", "declared"])


def _won(name: str, where: Conditions) -> list[Aggregate]:
    """Won deals in a field, by year of age, and the last of them."""
    won = (*among("stage", "won"), *where)
    years = [
        Aggregate(
            f"match_{name}_{age}",
            "deals",
            Function.COUNT,
            where=(*won, *within("closed_on", _YEAR, age * _YEAR)),
        )
        for age in range(_YEARS)
    ]
    last = (*won, *within("closed_on", _YEARS * _YEAR))
    return [*years, Aggregate(f"match_{name}_last", "deals", Function.MAX, "closed_on", last)]


def _certified(technology: Conditions) -> list[Aggregate]:
    """Valid certifications in the technology (or in any), by level."""
    where = (*technology, *_VALID)
    by_level = [
        Aggregate(
            f"match_certified_{level}",
            "certifications",
            Function.COUNT,
            where=(*where, *among("level", level)),
        )
        for level in LEVELS
    ]
    return [Aggregate("match_certified", "certifications", Function.COUNT, where=where), *by_level]


def _speaking(need: Need) -> list[Aggregate]:
    """Contacts there now who speak the language, however the file spells it."""
    if not need.language:
        return []
    spelled = {form for word in need.spoken for form in (word, word.upper(), word.title())}
    here = (*among("language", *sorted(spelled)), Condition("left_on", Op.MISSING_OR_AFTER))
    return [Aggregate("match_speakers", "contacts", Function.COUNT, where=here)]


def _deals(partners: pd.DataFrame, need: Need, policy: MatchingPolicy) -> pd.DataFrame:
    """Decayed worth of won deals, with their number and the last of them in all the fields asked for."""
    worth = pd.Series(0.0, index=partners.index)
    if not (need.sectors or need.technologies):
        return pd.DataFrame(
            {"worth": worth, "deals": worth, "last_won": pd.NaT, "in_sector": 0.0, "in_technology": 0.0}
        )
    sides = ("sector", "technology") if need.sectors and need.technologies else ()
    for age in range(_YEARS):
        both = partners[f"match_asked_{age}"]
        partial = sum((partners[f"match_{side}_{age}"] - both for side in sides), start=0.0 * both)
        worth = worth + policy.yearly_decay**age * (both + policy.partial * partial)
    asked = _total(partners, "asked")
    return pd.DataFrame(
        {
            "worth": worth,
            "deals": asked,
            "last_won": partners["match_asked_last"],
            "in_sector": _total(partners, "sector") if sides else asked,
            "in_technology": _total(partners, "technology") if sides else asked,
        },
    )


def _total(partners: pd.DataFrame, name: str) -> pd.Series:
    return partners[[f"match_{name}_{age}" for age in range(_YEARS)]].sum(axis=1)


def _certifications(partners: pd.DataFrame) -> pd.DataFrame:
    """Number, points and highest level of valid certifications."""
    counts = {level: partners[f"match_certified_{level}"] for level in LEVELS}
    unlabelled = partners["match_certified"] - sum(counts.values(), start=0.0 * partners["match_certified"])
    points = sum((counts[level] * points for level, points in LEVELS.items()), start=unlabelled)
    highest = pd.Series("", index=partners.index, dtype="str")
    for level, count in counts.items():
        highest = highest.mask(count > 0, level)
    return pd.DataFrame({"certifications": partners["match_certified"], "points": points, "level": highest})


def _declared(partners: pd.DataFrame, need: Need) -> pd.DataFrame:
    """What partners say about themselves, and the languages they list."""
    sector = partners["sectors"].map(lambda names: _meets(names, need.sectors)).astype(bool)
    technology = partners["technologies"].map(lambda names: _meets(names, need.technologies)).astype(bool)
    asked = [side for side, names in ((sector, need.sectors), (technology, need.technologies)) if names]
    share = sum((side.astype(float) for side in asked), start=pd.Series(0.0, index=partners.index))
    return pd.DataFrame(
        {
            "sector_declared": sector,
            "technology_declared": technology,
            "declared": share / max(len(asked), 1),
            "speaks": _speaks(partners, need),
        },
    )


def _speaks(partners: pd.DataFrame, need: Need) -> pd.Series:
    """Whether the partner lists the language or a contact speaks it."""
    if not need.language:
        return pd.Series(data=False, index=partners.index)
    listed = partners["languages"].map(lambda names: need.language in {language_code(name) for name in names})
    return listed.astype(bool) | (partners["match_speakers"] > 0)


def _meets(names: Collection[str], wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(names)


def _fits(frame: pd.DataFrame, need: Need) -> pd.Series:
    """Evidence for every field that is asked for, and the language."""
    fits = pd.Series(data=True, index=frame.index)
    if need.sectors:
        fits &= frame["sector_declared"] | (frame["in_sector"] > 0)
    if need.technologies:
        fits &= frame["technology_declared"] | (frame["in_technology"] > 0) | (frame["certifications"] > 0)
    if need.language:
        fits &= frame["speaks"]
    return fits
