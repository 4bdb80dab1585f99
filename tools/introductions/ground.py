"""What every partner can do, asks for and serves, ready to compare any two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from tools.matching import Experience, MatchingPolicy, skills
from tools.portfolio import Portfolio
from tools.segments import field_key

Rows = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.float64]
_LANGUAGES: Final = 62  # bits of one number


@dataclass(frozen=True, eq=False)
class Cells:
    """Values by row and column, nearly all of them 0: looked up by binary search.

    Attributes:
        width: Number of columns.
        codes: `row * width + column` of every value, sorted.
    """

    width: int
    codes: npt.NDArray[np.int64]
    values: Numbers

    @classmethod
    def of(cls, rows: Rows, columns: Rows, values: Numbers, width: int) -> Cells:
        """Cells from triples; those of rows or columns that are unknown (-1) are left out."""
        kept = (rows >= 0) & (columns >= 0) & (values > 0)
        codes, first = np.unique(rows[kept].astype(np.int64) * width + columns[kept], return_index=True)
        return cls(width, codes, values[kept][first])

    def at(self, rows: Rows, columns: Rows) -> Numbers:
        """The value at every pair of row and column; 0 where there is none."""
        if not len(self.codes):
            return np.zeros(len(rows))
        wanted = rows.astype(np.int64) * self.width + columns
        places = np.minimum(np.searchsorted(self.codes, wanted), len(self.codes) - 1)
        return np.where(self.codes[places] == wanted, self.values[places], 0.0)

    def of_rows(self, rows: Rows) -> tuple[Rows, Rows, Numbers]:
        """All values of these rows: which of the given rows each belongs to, its column, the value."""
        starts = np.searchsorted(self.codes, rows.astype(np.int64) * self.width)
        counts = np.searchsorted(self.codes, (rows.astype(np.int64) + 1) * self.width) - starts
        whose = np.repeat(np.arange(len(rows)), counts)
        begins = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        places = begins + np.arange(len(whose))
        return whose, (self.codes[places] % self.width).astype(np.intp), self.values[places]


@dataclass(frozen=True, eq=False)
class Ground:
    """Every partner of a portfolio, by its row.

    Attributes:
        technologies: Keys, sorted; the columns of `skill`. A cell is number of the sector * number of
            technologies + number of the technology.
        skill: Skill of 0-1 by technology.
        demand: Open deals, and won deals and leads of 12 months, by cell.
        serves: 1 for every sector in which a partner won, delivered or lists itself.
        spoken: Codes of the languages that have a bit, the most common first.
        languages: The bits of the languages that each partner speaks.
        region: Key of the region; "" if not recorded.
    """

    ids: pd.Index[str]
    technologies: pd.Index[str]
    sectors: pd.Index[str]
    skill: Cells
    demand: Cells
    serves: Cells
    spoken: tuple[str, ...]
    languages: npt.NDArray[np.int64]
    region: npt.NDArray[np.object_]

    @classmethod
    def of(cls, portfolio: Portfolio, experience: Experience, policy: MatchingPolicy) -> Ground:
        """The ground of a whole portfolio."""
        ids, able = portfolio.partners.index, skills(experience, policy)
        pairs = experience.segments.pairs
        pairs = pairs[pairs["demand"] > 0]
        work = _worked(experience.sectors)
        listed = experience.listed["sector"]
        technologies = _keys(_level(able, "technology"), _level(pairs, "technology"))
        sectors = _keys(_level(pairs, "sector"), _level(work, "sector"), pd.Index(listed, dtype="str"))
        cell = sectors.get_indexer(_level(pairs, "sector")) * len(technologies)
        cell = cell + technologies.get_indexer(_level(pairs, "technology"))
        served = _level(work, "sector").append(pd.Index(listed, dtype="str"))
        serving = _level(work, "partner_id").append(pd.Index(listed.index, dtype="str"))
        return cls(
            ids=ids,
            technologies=technologies,
            sectors=sectors,
            skill=Cells.of(
                ids.get_indexer(_level(able, "partner_id")),
                technologies.get_indexer(_level(able, "technology")),
                np.asarray(able, dtype=np.float64),
                len(technologies),
            ),
            demand=Cells.of(
                ids.get_indexer(_level(pairs, "partner_id")),
                cell,
                pairs["demand"].to_numpy(dtype=np.float64),
                len(technologies) * len(sectors),
            ),
            serves=Cells.of(
                ids.get_indexer(serving), sectors.get_indexer(served), np.ones(len(served)), len(sectors)
            ),
            spoken=(spoken := _common(experience.languages)),
            languages=_bits(ids, experience.languages, spoken),
            region=_regions(portfolio.partners["region"]),
        )

    def rows(self, ids: Iterable[str]) -> Rows:
        """Rows of these partners, in order; unknown ones are left out."""
        found = self.ids.get_indexer(pd.Index(sorted(ids), dtype="str"))
        return np.asarray(found[found >= 0], dtype=np.intp)

    def within(self, sectors: frozenset[str], technologies: frozenset[str]) -> Ground:
        """The same partners with only the demand in these fields; keys, none for all."""
        width = max(1, len(self.technologies))
        cell = self.demand.codes % max(1, self.demand.width)
        kept = np.ones(len(cell), dtype=bool)
        if sectors:
            kept &= self.sectors.isin(list(sectors))[cell // width]
        if technologies:
            kept &= self.technologies.isin(list(technologies))[cell % width]
        demand = replace(self.demand, codes=self.demand.codes[kept], values=self.demand.values[kept])
        return replace(self, demand=demand)

    def languages_in(self, bits: int) -> tuple[str, ...]:
        """Codes of the languages that these bits stand for, the most common first."""
        return tuple(code for number, code in enumerate(self.spoken) if bits >> number & 1)


def _level(frame: pd.DataFrame | pd.Series[float], name: str) -> pd.Index[str]:
    return frame.index.get_level_values(name)


def _keys(*names: pd.Index[str]) -> pd.Index[str]:
    """Every key once, sorted."""
    return pd.Index(sorted({key for index in names for key in index.unique()}), dtype="str")


def _worked(sectors: pd.DataFrame) -> pd.DataFrame:
    """Cells in which something was won or delivered."""
    return sectors[(sectors["cell_won"] > 0) | (sectors["cell_delivered"] > 0)]


def _regions(given: pd.Series[str]) -> npt.NDArray[np.object_]:
    """The key of each region, each different name looked at once."""
    names = given.fillna("").astype("str")
    keys = {name: field_key(name) for name in names.unique()}
    return names.map(keys).to_numpy(dtype=object)


def _common(languages: pd.Series[str]) -> tuple[str, ...]:
    """The languages that most partners speak, of equals by code; no more than there are bits."""
    counts = languages.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return tuple(map(str, counts.index[:_LANGUAGES]))


def _bits(ids: pd.Index[str], languages: pd.Series[str], spoken: tuple[str, ...]) -> npt.NDArray[np.int64]:
    numbers = pd.Index(spoken, dtype="str").get_indexer(pd.Index(languages, dtype="str"))
    rows = ids.get_indexer(languages.index)
    kept = (numbers >= 0) & (rows >= 0)
    bits = np.zeros(len(ids), dtype=np.int64)
    np.bitwise_or.at(bits, rows[kept], np.left_shift(np.int64(1), numbers[kept].astype(np.int64)))
    return bits
