"""People who fit a need: who worked on delivered projects, holds a certification, or speaks the language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import pandas as pd

from tools.about import Row
from tools.matching.evidence import Rows, asked_for, valid
from tools.matching.expertise import LEVELS
from tools.matching.need import Need, language_code
from tools.matching.policy import MatchingPolicy
from tools.portfolio import DATE_TYPE, Portfolio
from tools.segments import SCALE
from tools.spelling import fold

_PERSON: Final = ["partner_id", "folded"]
_COLUMNS: Final[Mapping[str, str]] = {
    "person": "str", "projects": "float64", "last_project": DATE_TYPE, "worked": "object", "worth": "float64",
    "certification": "str", "certification_id": "str", "level": "str", "earned_on": DATE_TYPE,
    "expires_on": DATE_TYPE, "points": "float64", "contact_id": "str", "role": "str", "language": "str",
    "opted_out": "boolean", "email": "str", "phone": "str",
}  # fmt: skip


def people(
    portfolio: Portfolio, need: Need, fits: pd.DataFrame, rows: Rows, policy: MatchingPolicy
) -> pd.DataFrame:
    """People of fitting partners, best first.

    Somebody counts who worked on a delivered project in all fields asked for, or holds a valid certification
    in the technology (in any, if only a sector or nothing is asked for); where only a language is asked for,
    every contact who speaks it. Who left, or is not known to speak a language that is asked for, does not.
    One person is one row however often the name comes up, whatever its accents.

    score = 100 * (weight of projects * worth / (worth + half) + weight of certifications * points /
    (points + half)) / sum of both weights, where a project is worth exp(-age / 730 days) and points are 1
    associate, 2 professional, 3 expert.

    Args:
        portfolio: At the day in question.
        need: What is looked for.
        fits: Rows of `expertise` for the partners whose people may be named.
        rows: `projects`, `certifications` and `contacts` of those partners, as known at that day.
        policy: Weights.

    Returns:
        One row per person, with `partner_id`, `score` (0-100, higher is better), and what is behind it; by
        equal scores the better partner's people come first.
    """
    day = pd.Timestamp(portfolio.as_of)
    contacts = _contacts(rows["contacts"])
    worked, held = _worked(rows["projects"], need, day), _held(rows["certifications"], need, day)
    found = worked.join(held.rename(columns={"person": "person_held"}), how="outer")
    if need.language and not need.asked:
        found = found.reindex(found.index.union(contacts.index))
    found = found.join(contacts.rename(columns={"person": "person_contact"}), how="left")
    for other in ("person_held", "person_contact"):
        found["person"] = found["person"].fillna(found[other])
    found = found[~found["left"].eq(other=True) & found.index.isin(list(fits.index), level="partner_id")]
    if need.language:
        found = found[found["language"].eq(need.language)]
    return _ranked(_plain(found), fits, policy)


def _worked(projects: pd.DataFrame, need: Need, day: pd.Timestamp) -> pd.DataFrame:
    """Everybody who worked on delivered projects in the fields: which, the last, and what they are worth."""
    delivered = asked_for(projects[projects["delivered_on"] <= day], need)
    single = delivered.explode("people").dropna(subset=["people"])
    single = single.assign(
        person=single["people"].astype("str"),
        folded=single["people"].map(_same).astype("str"),
        worth=np.exp(-(day - single["delivered_on"]).dt.days / SCALE),
    ).drop_duplicates([*_PERSON, "project_id"])
    groups = single.groupby(_PERSON)
    return pd.DataFrame(
        {
            "person": groups["person"].first(),
            "projects": groups.size().astype("float64"),
            "last_project": groups["delivered_on"].max(),
            "worked": groups["project_id"].agg(tuple),
            "worth": groups["worth"].sum(),
        }
    )


def _held(certifications: pd.DataFrame, need: Need, day: pd.Timestamp) -> pd.DataFrame:
    """Each person's highest valid certification in the technology; of equal ones that which lasts longest."""
    asked = asked_for(valid(certifications, day), Need(technologies=need.technologies))
    named = asked.assign(
        points=asked["level"].map(LEVELS).fillna(1).astype("float64"),
        folded=asked["person"].map(_same).astype("str"),
        certification=asked["name"],
    )
    order = ["points", "expires_on", "certification_id"]
    best = named.sort_values(
        order, ascending=[False, False, True], na_position="first"
    )  # for ever comes first
    columns = ["person", "certification", "certification_id", "level", "earned_on", "expires_on", "points"]
    return best.drop_duplicates(_PERSON).set_index(_PERSON)[columns]


def _contacts(contacts: pd.DataFrame) -> pd.DataFrame:
    """Contacts by partner and folded name; of two by one name the one who is still there."""
    known = pd.DataFrame(
        {
            "partner_id": contacts["partner_id"],
            "folded": contacts["name"].map(_same).astype("str"),
            "person": contacts["name"],
            "contact_id": contacts["contact_id"],
            "role": contacts["role"],
            "language": contacts["language"].fillna("").map(language_code).astype("str"),
            "opted_out": contacts["opted_out"],
            "email": contacts["email"],
            "phone": contacts["phone"],
            "left": contacts["left_on"].notna(),
        }
    )
    first = known.sort_values(["left", "contact_id"]).drop_duplicates(_PERSON)
    return first.set_index(_PERSON)


def first_contacts(contacts: pd.DataFrame, ids: Iterable[str]) -> dict[str, Row]:
    """Whom to ask at each of these partners: who may be written to, then the primary contact, then by id.

    Args:
        contacts: As known on the day.
        ids: Partners, best first; those without anybody are left out.
    """
    here = contacts[contacts["left_on"].isna()]
    keyed = here.assign(
        opted_out=here["opted_out"].eq(other=True).fillna(value=False).astype("bool"),
        main=here["primary"].eq(other=True).fillna(value=False).astype("bool"),
    )
    order = keyed.sort_values(["opted_out", "main", "contact_id"], ascending=[True, False, True])
    known = {str(row["partner_id"]): row for row in reversed(order.to_dict("records"))}
    return {one: {str(name): cell for name, cell in known[one].items()} for one in ids if one in known}


def _same(name: str) -> str:
    """What all spellings of a person's name have in common, however many blanks are in it."""
    return fold(" ".join(name.split()))


def _plain(found: pd.DataFrame) -> pd.DataFrame:
    """One dtype per column; what nobody has is 0, "" or no day."""
    frame = pd.DataFrame({name: found[name].astype(dtype) for name, dtype in _COLUMNS.items()})  # type: ignore[call-overload]  # dtype by name
    text = [name for name, dtype in _COLUMNS.items() if dtype == "str"]
    numbers = [name for name, dtype in _COLUMNS.items() if dtype == "float64"]
    frame["worked"] = [keys if isinstance(keys, tuple) else () for keys in frame["worked"]]
    return frame.fillna(dict.fromkeys(text, "") | dict.fromkeys(numbers, 0.0) | {"opted_out": False})


def _ranked(found: pd.DataFrame, fits: pd.DataFrame, policy: MatchingPolicy) -> pd.DataFrame:
    worth, points = found["worth"], found["points"]
    by_projects = policy.projects_weight * worth / (worth + policy.projects_half)
    by_papers = policy.certifications_weight * points / (points + policy.certifications_half)
    total = policy.projects_weight + policy.certifications_weight
    plain = found.assign(score=100 * (by_projects + by_papers) / (total or 1.0)).reset_index()
    ranked = plain.assign(fit=plain["partner_id"].map(fits["score"]))
    ranked = ranked.sort_values(["score", "fit", *_PERSON], ascending=[False, False, True, True])
    return ranked.drop(columns=["folded", "fit"]).reset_index(drop=True)
