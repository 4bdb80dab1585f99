"""What every partner has done, holds and declares, by sector and technology, ready for any need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from tools.aggregates import Aggregate, Function
from tools.conditions import HERE
from tools.matching.need import language_code
from tools.segments import Segments, field_key, folded

SPEAKERS = Aggregate("cell_speakers", "contacts", Function.COUNT, where=HERE)
"""Contacts who are still there; by language."""


@dataclass(frozen=True, eq=False)
class Experience:
    """Evidence of expertise in every field; keys of fields are those of `field_key`.

    Attributes:
        segments: Work by sector and technology together, and certifications by technology.
        sectors, technologies: The work that names a sector, or a technology, whatever else it names; columns
            of `WORK`.
        listed: Fields that partners list: by `sector` and `technology` a series of keys by partner id.
        languages: Codes of the languages that partners list or their contacts speak, by partner id.
    """

    segments: Segments
    sectors: pd.DataFrame
    technologies: pd.DataFrame
    listed: Mapping[str, pd.Series[str]]
    languages: pd.Series[str]

    @classmethod
    def of(
        cls,
        partners: pd.DataFrame,
        segments: Segments,
        sectors: pd.DataFrame,
        technologies: pd.DataFrame,
        speakers: pd.DataFrame,
    ) -> Experience:
        """Experience from cells as they are stored.

        Args:
            partners: Indexed by `partner_id`.
            segments: At the same day.
            sectors: `WORK` by sector.
            technologies: `WORK` by technology.
            speakers: `SPEAKERS` by language.
        """
        listed = {
            "sector": _each(partners["sectors"], field_key),
            "technology": _each(partners["technologies"], field_key),
        }
        there = speakers.index[speakers["cell_speakers"] > 0]
        spoken = pd.Series(
            there.get_level_values("language"), there.get_level_values("partner_id"), dtype="str"
        )
        languages = pd.concat([_each(partners["languages"], language_code), _each(spoken, language_code)])
        return cls(segments, folded(sectors), folded(technologies), listed, languages)


def _each(names: pd.Series, meaning: Callable[[str], str]) -> pd.Series[str]:
    """What every name means, lists taken apart; each different name is looked at once."""
    single = names.explode().dropna().astype("str")
    meant = {name: meaning(name) for name in single.unique()}
    return single.map(meant).astype("str")
