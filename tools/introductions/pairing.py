"""Who completes whom: pairs of partners, scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import pandas as pd

from tools.introductions.ground import Ground, Numbers, Rows
from tools.introductions.policy import IntroductionPolicy

_PAIR: Final = ["partner", "other"]


def paired(
    ground: Ground, left: Rows, right: Rows, policy: IntroductionPolicy, wanted: Numbers | None = None
) -> pd.DataFrame:
    """How well the partners of each pair complete each other, best pairs first.

    score = 100 * complement * (1 - overlap_weight * overlap) * apart * no_language, where the last two count
    only if both regions, or both sides' languages, are on record and differ. complement = mean over both
    sides of gain / (gain + half). A side's gain = sum over its cells (sector x technology) of demand (open
    deals, and won deals and leads of 365 days) * max(0, the other's skill - its own) * (1 if the other serves
    the sector, else `elsewhere`), without cells in which its own skill reaches `enough` or the other's is not
    higher by `clearly`. overlap = sum over cells of the smaller demand of both / the smaller total demand, 0
    in different regions.

    Swapping the sides of a pair swaps `gain` and `other_gain`, and the shares, and changes nothing else.

    Args:
        ground: Of the whole portfolio.
        left, right: Rows of the partners of each pair, equally many.
        policy: Weights.
        wanted: How well the right partners fit what was asked for (0-1): takes the place of what the left
            ones gain. None if nothing in particular was asked for.

    Returns:
        `partner` and `other` (ids), `score` (0-100, higher is better), `gain` and `other_gain` (matched deals
        and leads), `share` and `other_share` (0-1: what each side brings to `complement`), `overlap` (0-1,
        lower is better), `near` (same region; None if one is not recorded), `shared` (bits of languages in
        common), `speaks` (both sides' languages are on record); by equal scores sorted by ids.
    """
    gain, other_gain = _gain(ground, left, right, policy), _gain(ground, right, left, policy)
    share = gain / (gain + policy.half) if wanted is None else wanted
    other_share = other_gain / (other_gain + policy.half)
    complement = (share + other_share) / 2
    known = (ground.region[left] != "") & (ground.region[right] != "")
    same = ground.region[left] == ground.region[right]
    overlap = np.where(known & same, _overlap(ground, left, right), 0.0)
    shared = ground.languages[left] & ground.languages[right]
    speaks = (ground.languages[left] != 0) & (ground.languages[right] != 0)
    frame = pd.DataFrame(
        {
            "partner": ground.ids[left],
            "other": ground.ids[right],
            "score": 100
            * complement
            * (1 - policy.overlap_weight * overlap)
            * np.where(known & ~same, policy.apart, 1.0)
            * np.where(speaks & (shared == 0), policy.no_language, 1.0),
            "gain": gain,
            "other_gain": other_gain,
            "share": share,
            "other_share": other_share,
            "overlap": overlap,
            "near": np.where(known, same, None),
            "shared": shared,
            "speaks": speaks,
        }
    )
    return frame.sort_values(["score", *_PAIR], ascending=[False, True, True]).reset_index(drop=True)


def candidates(
    ground: Ground, left: Iterable[str], right: Iterable[str], policy: IntroductionPolicy
) -> tuple[Rows, Rows]:
    """Pairs worth scoring among many partners: rows of both, each pair once, the smaller row first.

    In each technology the partners with most demand that they lack the skill for (demand * (1 - skill)) meet
    those with most skill: the first `per_technology` of each, of equals by id. Only the `technologies` with
    most such demand are looked at. So the work grows with the number of technologies, not with the square of
    the number of partners; a pair left out is one in which neither is among the first in anything.

    Args:
        ground: Of the whole portfolio.
        left, right: Partners of whom each pair has one; the same ones twice for pairs among them.
        policy: How many are looked at.
    """
    sides = ground.rows(left), ground.rows(right)
    found = [pair for one, two in (sides, sides[::-1]) for pair in _in_technologies(ground, one, two, policy)]
    codes = [np.minimum(a, b).astype(np.int64) * len(ground.ids) + np.maximum(a, b) for a, b in found]
    different = [code[a != b] for code, (a, b) in zip(codes, found, strict=True)]
    unique = np.unique(np.concatenate([*different, np.array([], dtype=np.int64)]))
    return (unique // len(ground.ids)).astype(np.intp), (unique % len(ground.ids)).astype(np.intp)


def best_technologies(
    ground: Ground, partner_id: str, other_id: str, policy: IntroductionPolicy, limit: int
) -> list[tuple[str, float]]:
    """Keys of the technologies in which the other brings the partner most, with the gain there."""
    rows = [ground.rows([one]) for one in (partner_id, other_id)]
    _, column, gain = _gains(ground, rows[0], rows[1], policy)
    total = _summed(column % max(1, len(ground.technologies)), gain, len(ground.technologies))
    best = [int(number) for number in _first(total, limit)]
    return [(str(ground.technologies[number]), float(total[number])) for number in best]


def counting_cells(
    ground: Ground, partner_id: str, other_id: str, policy: IntroductionPolicy
) -> frozenset[tuple[str, str]]:
    """Keys of sector and technology of every cell in which the partner gains from the other."""
    rows = [ground.rows([one]) for one in (partner_id, other_id)]
    _, cell, gain = _gains(ground, rows[0], rows[1], policy)
    found = (divmod(int(number), len(ground.technologies)) for number in cell[gain > 0])
    return frozenset((str(ground.sectors[one]), str(ground.technologies[two])) for one, two in found)


def _gains(ground: Ground, left: Rows, right: Rows, policy: IntroductionPolicy) -> tuple[Rows, Rows, Numbers]:
    """What the left partner of each pair gains in each of its cells: number of the pair, cell, gain."""
    whose, cell, demand = ground.demand.of_rows(left)
    width = max(1, len(ground.technologies))
    technology, sector = cell % width, cell // width
    own = ground.skill.at(left[whose], technology)
    better = ground.skill.at(right[whose], technology) - own
    serves = ground.serves.at(right[whose], sector)
    worth = np.where(serves > 0, 1.0, policy.elsewhere)
    return (
        whose,
        cell,
        np.where((better >= policy.clearly) & (own < policy.enough), demand * better * worth, 0.0),
    )


def _gain(ground: Ground, left: Rows, right: Rows, policy: IntroductionPolicy) -> Numbers:
    whose, _, gain = _gains(ground, left, right, policy)
    return _summed(whose, gain, len(left))


def _overlap(ground: Ground, left: Rows, right: Rows) -> Numbers:
    """Demand that both have in the same cells, as a share of that of the one who has less."""
    whose, cell, demand = ground.demand.of_rows(left)
    both = _summed(whose, np.minimum(demand, ground.demand.at(right[whose], cell)), len(left))
    smaller = np.minimum(_total(ground, left), _total(ground, right))
    return np.divide(both, smaller, out=np.zeros(len(left)), where=smaller > 0)


def _total(ground: Ground, rows: Rows) -> Numbers:
    whose, _, demand = ground.demand.of_rows(rows)
    return _summed(whose, demand, len(rows))


def _in_technologies(
    ground: Ground, needing: Rows, able: Rows, policy: IntroductionPolicy
) -> Iterator[tuple[Rows, Rows]]:
    """In each technology, everybody of the first who need it beside everybody of the first who can."""
    width = max(1, len(ground.technologies))
    whose, cell, demand = ground.demand.of_rows(needing)
    lacking = demand * (1 - ground.skill.at(needing[whose], cell % width))
    total = _summed(cell % width, lacking, width)
    who, technology, skill = ground.skill.of_rows(able)
    for number in np.argsort(-total, kind="stable")[: policy.technologies]:
        if total[number] <= 0:
            return
        there = cell % width == number
        need = _summed(whose[there], lacking[there], len(needing))
        here = technology == number
        can = _summed(who[here], skill[here], len(able))
        first, second = _first(need, policy.per_technology), _first(can, policy.per_technology)
        yield np.repeat(needing[first], len(second)), np.tile(able[second], len(first))


def _summed(places: Rows, amounts: Numbers, length: int) -> Numbers:
    """The sum of the amounts at every place."""
    return np.bincount(places, weights=amounts, minlength=length).astype(np.float64)


def _first(amounts: Numbers, limit: int) -> Rows:
    """Places of the largest amounts above 0, of equals the first ones."""
    order = np.argsort(-amounts, kind="stable")[:limit]
    return np.asarray(order[amounts[order] > 0], dtype=np.intp)
