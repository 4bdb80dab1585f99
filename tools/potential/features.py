"""What a partner's potential is told from: type, size, relevance, revenue, region and fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from tools.potential.ridge import Numbers
from tools.segments import field_key

SIZES: Final = ("employees", "customers", "annual_revenue")
REVENUE: Final = "outlook_revenue_365d"
FIELDS: Final = {"sector": "sectors", "technology": "technologies"}
"""Columns of partners that hold the fields of deals."""
_NAMES: Final = 12  # the most frequent values of a column that get a column of their own
_RARE: Final = 0.01  # share of partners below which a value gets none
_TAIL: Final = 0.01  # share of either end that is drawn in, so that one giant or typo bends nothing
_FULL: Final = 100.0


def columns(partners: pd.DataFrame, worked: pd.DataFrame, most: int, *, revenue: bool = True) -> Numbers:
    """One row per partner, one standardised column per feature; the same whatever the unit of money.

    Sizes and revenue are logarithms, drawn in at the 1st and 99th percentile; a missing size is set to what
    the partner's other sizes say and flagged. Type, region, and the most frequent sectors and technologies
    are flags.

    Args:
        partners: Rows of a portfolio, with `outlook_revenue_365d`.
        worked: One row per partner and field it works in: `partner_id`, `column` (sectors or technologies)
            and `name` (`field_key`), as `worked_fields` gives them.
        most: Columns to return; those that tell most as a rule come first.
        revenue: Whether current revenue is among the features.
    """
    size, *sizes = _sizes(partners)
    made = [size, *(_revenue(partners) if revenue else ()), *_relevance(partners)]
    made += [*_flags(partners["type"]), *sizes, *_flags(partners["region"])]
    made += _field_flags(partners.index, worked)
    telling = [column for column in made if len(column) and column.min() < column.max()][:most]
    if not telling:
        return np.zeros((len(partners), 1))
    matrix = np.column_stack(telling)
    return np.asarray((matrix - matrix.mean(axis=0)) / matrix.std(axis=0))


def declared_fields(partners: pd.DataFrame) -> pd.DataFrame:
    """Every sector and technology that a partner says it serves or knows.

    Returns:
        `partner_id`, `column` (sectors or technologies) and `name` (`field_key`), each once.
    """
    frames = [_declared(partners, column) for column in FIELDS.values()]
    return pd.concat(frames, ignore_index=True).drop_duplicates(ignore_index=True)


def worked_fields(declared: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """What partners declare, and where they have won, delivered or been asked for something.

    Args:
        declared: As `declared_fields` gives it.
        pairs: `Segments.pairs`.

    Returns:
        The same columns; what a partner declares and does, or does in several pairs, comes more than once.
    """
    index = pairs.index[(pairs[["cell_won", "cell_delivered", "demand"]] > 0).any(axis=1).to_numpy()]
    ids = index.get_level_values("partner_id")
    frames = [declared]
    for level, column in FIELDS.items():
        names = index.get_level_values(level)
        frames.append(pd.DataFrame({"partner_id": ids, "column": column, "name": names}))
    return pd.concat(frames, ignore_index=True)


def _declared(partners: pd.DataFrame, column: str) -> pd.DataFrame:
    said = partners[column].explode().dropna()
    codes, names = pd.factorize(said)
    keys = np.array([field_key(str(name)) for name in names], dtype=object)
    found = keys[codes] if len(keys) else keys
    return pd.DataFrame({"partner_id": said.index, "column": column, "name": found}, dtype="str")


def _sizes(partners: pd.DataFrame) -> Iterator[Numbers]:
    """Each size in standard deviations, one that is missing as the partner's others have it, and flags."""
    sizes = np.column_stack([_standard(_log(partners[name])) for name in SIZES])
    known = ~np.isnan(sizes)
    usual = np.where(known, sizes, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    yield usual
    yield usual**2
    for number in range(len(SIZES)):
        yield np.where(known[:, number], sizes[:, number], usual)
        yield np.asarray(~known[:, number], dtype="float64")


def _relevance(partners: pd.DataFrame) -> Iterator[Numbers]:
    relevance = partners["market_relevance"].to_numpy("float64") / _FULL
    yield _filled(relevance)
    yield np.isnan(relevance).astype("float64")


def _revenue(partners: pd.DataFrame) -> Iterator[Numbers]:
    earned = _standard(_log(partners[REVENUE]))
    yield _filled(earned)
    yield np.isnan(earned).astype("float64")


def _log(values: pd.Series) -> Numbers:
    """Logarithm of what is above 0, drawn in at both ends; NaN for the others."""
    plain = values.to_numpy("float64")
    logs = np.log(np.where(plain > 0, plain, np.nan))
    if np.isnan(logs).all():
        return logs
    low, high = np.nanquantile(logs, [_TAIL, 1 - _TAIL])
    return np.asarray(np.clip(logs, low, high))


def _standard(values: Numbers) -> Numbers:
    """In standard deviations from the mean; 0 where all are equal."""
    if np.isnan(values).all():
        return values
    spread = np.nanstd(values)
    return np.asarray((values - np.nanmean(values)) / (spread if spread > 0 else 1.0))


def _filled(values: Numbers) -> Numbers:
    """Missing values as the mean of the known ones."""
    return np.where(np.isnan(values), 0.0 if np.isnan(values).all() else np.nanmean(values), values)


def _flags(values: pd.Series) -> Iterator[Numbers]:
    """One column for each of the most frequent values."""
    for name in _frequent(values.dropna(), len(values)):
        yield np.asarray(values.eq(name).to_numpy(bool), dtype="float64")


def _field_flags(index: pd.Index[str], worked: pd.DataFrame) -> Iterator[Numbers]:
    for column in FIELDS.values():
        named = worked[worked["column"].eq(column)]
        at = index.get_indexer_for(pd.Index(named["partner_id"]))
        for name in _frequent(named["name"], len(index)):
            flags = np.zeros(len(index))
            flags[at[named["name"].eq(name).to_numpy() & (at >= 0)]] = 1.0
            yield flags


def _frequent(values: pd.Series, partners: int) -> list[str]:
    """The values that most rows have, of equals the first by alphabet."""
    counts = values.value_counts()
    counts = counts[counts >= max(2.0, _RARE * partners)]
    ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    return [str(name) for name, _ in ranked[:_NAMES]]
