"""Certificates row by row: who holds what, what expires until a day, what lapsed and was not renewed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from tools.spelling import fold

_SAME: Final = ["partner_id", "person", "name"]


@dataclass(frozen=True)
class Filter:
    """Which certificates a question is about; empty means any.

    Attributes:
        person: Who holds them; case and accents do not matter.
        technologies: Any of them; case and accents do not matter.
        level: Of the certificate: associate, professional or expert.
    """

    person: str = ""
    technologies: tuple[str, ...] = ()
    level: str = ""


def chosen(rows: pd.DataFrame, ids: Collection[str], wanted: Filter) -> pd.DataFrame:
    """Certificates of these partners that the question is about."""
    kept = rows["partner_id"].isin(list(ids))
    if wanted.technologies:
        kept &= bare(rows["technology"]).isin([bare_words(name) for name in wanted.technologies])
    if wanted.level:
        kept &= rows["level"].eq(wanted.level)
    if wanted.person:
        kept &= bare(rows["person"]).eq(bare_words(wanted.person))
    return rows[kept]


def valid(rows: pd.DataFrame, day: date) -> pd.Series:
    """Whether each certificate is valid on that day; the day of expiry is the last."""
    return rows["expires_on"].isna() | (rows["expires_on"] >= pd.Timestamp(day))


def expiring(rows: pd.DataFrame, day: date, until: date) -> pd.DataFrame:
    """Certificates that are valid on the day and no longer after `until`, the earliest first.

    Args:
        rows: Certificates as known on the day, all of every partner in question: what remains is told
            from them.
        day: Today.
        until: The last day looked at.

    Returns:
        The rows, with `renewed`: the same person holds one of the same name that outlasts `until`;
        `last_one`: nobody there would be certified in that technology after `until`. Case, accents and
        blanks of people, names and technologies do not matter.
    """
    stays = rows["expires_on"].isna() | (rows["expires_on"] > pd.Timestamp(until))
    ends = rows[valid(rows, day) & ~stays].sort_values(["expires_on", "certification_id"])
    remaining = rows[stays]
    here = ["partner_id", "technology"]
    return ends.assign(
        renewed=_among(ends, remaining, _SAME),
        last_one=~_among(ends, remaining, here) & ends["technology"].notna(),
    )


def lapsed(rows: pd.DataFrame, day: date, since: date | None = None) -> pd.DataFrame:
    """Certificates that expired before the day and were not renewed, the latest first.

    Of a person's certificates of one name only the latest counts. `since` leaves out what expired before it.
    """
    lasting = valid(rows, day)
    gone = rows[~lasting] if since is None else rows[~lasting & (rows["expires_on"] >= pd.Timestamp(since))]
    gone = gone[~_among(gone, rows[lasting], _SAME)]
    ordered = gone.sort_values(["expires_on", "certification_id"], ascending=[False, True])
    return ordered[~_written_alike(ordered, _SAME).duplicated()]


def held_twice(rows: pd.DataFrame) -> pd.DataFrame:
    """Certificates that the same person holds under the same name more than once, beyond the first."""
    return rows[_written_alike(rows, _SAME).duplicated()]


def _among(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Whether `others` hold the same values in these columns."""
    wanted = pd.MultiIndex.from_frame(_written_alike(rows, columns))
    there = pd.MultiIndex.from_frame(_written_alike(others, columns))
    return pd.Series(wanted.isin(there), index=rows.index, dtype=bool)


def people_of(rows: pd.DataFrame) -> int:
    """How many people hold these certificates."""
    return len(_written_alike(rows, ["partner_id", "person"]).drop_duplicates())


def bare_words(words: str) -> str:
    """Words without case, accents and needless blanks."""
    return " ".join(fold(words).split())


def bare(column: pd.Series) -> pd.Series:
    """The same for a column; what is missing stays so."""
    return column.map({words: bare_words(str(words)) for words in column.dropna().unique()})


def _written_alike(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """These columns, with names that differ in case, accents or blanks written alike; ids as they are."""
    return pd.DataFrame(
        {name: rows[name] if name == "partner_id" else bare(rows[name]) for name in columns}, rows.index
    )
