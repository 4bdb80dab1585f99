"""People who fit a need: certified ones, and contacts who speak the language."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tools.matching.expertise import LEVELS
from tools.matching.need import Need, language_code
from tools.portfolio import DATE_TYPE, Portfolio
from tools.spelling import fold


def people(
    portfolio: Portfolio, need: Need, fits: pd.DataFrame, rows: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """People of fitting partners, best first: by level, then by how well their partner fits.

    Somebody counts with a valid certification in the technology (any, if none is asked for), or as a contact
    who is still there and speaks the language asked for. Who left, or is known to speak another language,
    does not.

    Args:
        portfolio: At the day in question.
        need: What is looked for.
        fits: Rows of `expertise` for the partners whose people may be named.
        rows: `certifications` and `contacts` of those partners, as known at that day.

    Returns:
        One row per person: `partner_id`, `person`, `certification`, `technology`, `level` and `earned_on` (""
        and NaT for a contact without one), `role`, `language` ("" if unknown), `points`.
    """
    contacts = _contacts(rows["contacts"])
    certified = _certified(rows["certifications"], need, pd.Timestamp(portfolio.as_of))
    found = certified.merge(contacts.drop(columns="person"), how="left", on=["partner_id", "folded"])
    if need.language and not need.technologies:
        found = pd.concat([found, _speakers(contacts, found)], ignore_index=True)
    found = found.fillna(
        {"role": "", "language": "", "level": "", "certification": "", "technology": "", "points": 0}
    )
    found = found[found["left"].ne(other=True) & found["partner_id"].isin(fits.index)]
    if need.language:
        found = found[found["language"].eq(need.language)]
    ranked = found.assign(fit=found["partner_id"].map(fits["score"]))
    ranked = ranked.sort_values(
        ["points", "fit", "partner_id", "folded"], ascending=[False, False, True, True]
    )
    return ranked.drop(columns=["folded", "left", "fit"]).reset_index(drop=True)


def _certified(certifications: pd.DataFrame, need: Need, today: pd.Timestamp) -> pd.DataFrame:
    """Each person's highest valid certification in the technology."""
    expires = certifications["expires_on"]
    valid = certifications[(certifications["earned_on"] <= today) & (expires.isna() | (expires > today))]
    if need.technologies:
        valid = valid[valid["technology"].isin(need.technologies)]
    points = valid["level"].map(LEVELS).fillna(1).astype("float64")
    named = valid.assign(
        points=points, folded=valid["person"].map(fold).astype("str"), certification=valid["name"]
    )
    best = named.sort_values(["points", "earned_on", "certification_id"], ascending=[False, False, True])
    columns = [
        "partner_id",
        "person",
        "certification",
        "technology",
        "level",
        "earned_on",
        "points",
        "folded",
    ]
    return best.drop_duplicates(["partner_id", "folded"])[columns]


def _contacts(contacts: pd.DataFrame) -> pd.DataFrame:
    """Contacts with the folded name, the language's code, and whether they left."""
    known = pd.DataFrame(
        {
            "partner_id": contacts["partner_id"],
            "person": contacts["name"],
            "folded": contacts["name"].map(fold).astype("str"),
            "role": contacts["role"].fillna(""),
            "language": contacts["language"].fillna("").map(language_code).astype("str"),
            "left": contacts["left_on"].notna(),
        },
    )
    return known.sort_values("left").drop_duplicates(["partner_id", "folded"])


def _speakers(contacts: pd.DataFrame, certified: pd.DataFrame) -> pd.DataFrame:
    """Contacts who are not already found by a certification."""
    keys = pd.MultiIndex.from_frame(contacts[["partner_id", "folded"]])
    others = contacts[~keys.isin(pd.MultiIndex.from_frame(certified[["partner_id", "folded"]]))]
    return others.assign(earned_on=pd.Series(pd.NaT, index=others.index, dtype=DATE_TYPE), points=0.0)
