"""Who suits a partner, and what speaks against moving it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from tools.matching import language_code
from tools.segments import field_key
from tools.tiers import Tier
from tools.workload.policy import WorkloadPolicy
from tools.workload.team import Member, Team

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"


class Why(StrEnum):
    """What speaks for a move; the value is also the code of its words (`move.region`)."""

    REGION = "region"  # it is theirs, or they look after several partners there
    LANGUAGE = "language"  # they share a language, and not only English
    NOT_KEY = "not_key"  # it is no key partner
    NOTHING_OPEN = "nothing_open"  # no promise of ours and no severe ticket is open
    QUIET = "quiet"  # the last contact is long ago


@dataclass(frozen=True, eq=False)
class Ties:
    """What binds each partner to who looks after it; all indexed by partner id.

    Attributes:
        key: Whether it is a key partner.
        midway: Whether a promise of ours or a severe ticket is open.
        silent: Days since the last contact; NaN if there was none.
    """

    key: pd.Series[bool]
    midway: pd.Series[bool]
    silent: pd.Series[float]

    @classmethod
    def of(
        cls, tiers: pd.Series[str], promised: pd.Index[str], partners: pd.DataFrame, as_of: object
    ) -> Ties:
        """From tiers, partners that we owe a promise, and the aggregates of attention."""
        last = partners["attention_last_touch"]
        return cls(
            tiers.reindex(partners.index).eq(Tier.KEY_PARTNER),
            pd.Series(partners.index.isin(promised), partners.index) | (partners["attention_tickets"] > 0),
            (pd.Timestamp(str(as_of)) - last).dt.days.astype("float64"),
        )


class Against(StrEnum):
    """What speaks against a move; the value is also the key of its sentence (`workload.but_region`)."""

    REGION = "region"  # they are of another region and look after nobody there
    LANGUAGE = "language"  # no language that both speak is on file


@dataclass(frozen=True, eq=False)
class Fit:
    """What speaks for and against giving partners (rows) to people (columns).

    Attributes:
        region: How well the person knows the partner's region, 0-1; NaN if the partner has none on file.
        language: Whether the person shares a language with the partner.
        tongue: Whether that is another one than English.
        speaking: Whether languages of both are on file.
        cost: 0 (nothing speaks against it) to 1.
        reasons: What speaks for moving each partner, whoever gets it.
    """

    region: Array
    language: Array
    tongue: Array
    speaking: Array
    cost: Array
    reasons: tuple[tuple[Why, ...], ...]

    @classmethod
    def of(
        cls, ids: pd.Index[str], partners: pd.DataFrame, team: Team, members: Sequence[Member], ties: Ties
    ) -> Fit:
        """Fit of these partners with these members.

        cost = (other region * (1 - known) + other language + key partner + midway + close * exp(-silent /
        `close_days`)) / sum of all five weights. known is 1 in a person's own region, elsewhere k / (k +
        `known_half`) of the k partners that they look after there. A person speaks the language of their
        locale, and each one that more than half of their partners speak, if these are several. A partner
        without a region, or a language, fits everybody.

        Args:
            ids: The partners.
            partners: Of the portfolio, with `region` and `languages`.
            team: Who looks after whom.
            members: Who may get the partners.
            ties: What binds partners to people.
        """
        policy = team.policy
        regions, languages = _keys(partners["region"]), partners["languages"].map(_codes)
        people = _people(members, team, regions, languages)
        places, keys = pd.factorize(regions.loc[ids].to_numpy())
        known = np.array([[who.region(key) for who in people] for key in keys], dtype=float)
        region = known.reshape(len(keys), len(people))[places]
        tongues, sets = pd.factorize(languages.loc[ids].to_numpy())
        both = [[(one, who.languages) for who in people] for one in sets]
        speaking, shared, tongue = (
            _flags(both, holds, (len(sets), len(people)))[tongues]
            for holds in (_both_known, _share_any, _share_more)
        )
        unknown = np.nan_to_num(1.0 - region, nan=0.0)
        foreign = ~shared & np.array([bool(one) for one in sets], dtype=bool)[tongues][:, None]
        bound = _bound(ids, ties, policy)
        total = sum(
            (policy.other_region, policy.other_language, policy.key_moved, policy.midway, policy.close)
        )
        against = policy.other_region * unknown + policy.other_language * foreign + bound[:, None]
        cost = against / (total or 1.0)
        return cls(region, shared, tongue, speaking, cost, _reasons(ids, ties, policy))

    def why(self, partner: int, person: int) -> tuple[Why, ...]:
        """What speaks for giving that partner to that person."""
        told = [Why.REGION] if self.region[partner, person] >= _WELL else []
        told += [Why.LANGUAGE] if self.tongue[partner, person] else []
        return (*told, *self.reasons[partner])

    def against(self, partner: int, person: int) -> tuple[Against, ...]:
        """What speaks against it."""
        told = [Against.REGION] if self.region[partner, person] == 0 else []
        silent = self.speaking[partner, person] and not self.language[partner, person]
        return (*told, *([Against.LANGUAGE] if silent else []))


_WELL: Final = 0.4  # of a region known, from which it speaks for somebody
_COMMON: Final = frozenset({"en"})  # what nearly everybody shares tells nothing
_SEVERAL: Final = 2  # partners, from which their languages tell of who looks after them


@dataclass(frozen=True)
class _Known:
    """What one person knows: keys of their own region, partners looked after by region, languages."""

    home: str
    looked_after: Mapping[str, int]
    languages: frozenset[str]
    half: float

    def region(self, key: str) -> float:
        if not key:
            return np.nan
        many = self.looked_after.get(key, 0)
        return 1.0 if key == self.home else many / (many + self.half)


def _people(
    members: Sequence[Member], team: Team, regions: pd.Series[str], languages: pd.Series
) -> list[_Known]:
    """What each member knows, by the partners that they look after."""
    owners = team.partners["owner"]
    owners = owners[owners.index.isin(regions.index)]
    books = owners.value_counts()
    looked_after = _counted(owners, regions.loc[owners.index])
    speaking = _counted(owners, languages.loc[owners.index].map(list).explode().dropna())
    known = []
    for member in members:
        book = int(books.get(member.email, 0))
        spoken = {member.language} - {""}
        if book >= _SEVERAL:
            spoken |= {one for one, many in speaking.get(member.email, {}).items() if 2 * many > book}
        home = field_key(member.region) if member.region else ""
        counted = looked_after.get(member.email, {})
        known.append(_Known(home, counted, frozenset(spoken), team.policy.known_half))
    return known


def _counted(owners: pd.Series[str], values: pd.Series) -> dict[str, dict[str, int]]:
    """How often each value stands beside each owner; `values` may have several rows per partner."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    sizes = values.groupby([owners.loc[values.index].to_numpy(), values.to_numpy()]).size()
    pairs = zip(sizes.index.get_level_values(0), sizes.index.get_level_values(1), sizes, strict=True)
    for owner, value, many in pairs:
        found[str(owner)][str(value)] = int(many)
    return found


def _both_known(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other)


def _share_any(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other)


def _share_more(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether they share another language than the one that nearly everybody speaks."""
    return bool((one & other) - _COMMON)


def _flags(
    pairs: list[list[tuple[frozenset[str], frozenset[str]]]],
    holds: Callable[[frozenset[str], frozenset[str]], bool],
    shape: tuple[int, int],
) -> Array:
    return np.array([[holds(*pair) for pair in row] for row in pairs], dtype=bool).reshape(shape)


def _bound(ids: pd.Index[str], ties: Ties, policy: WorkloadPolicy) -> Array:
    close = np.exp(-ties.silent.loc[ids].fillna(np.inf).to_numpy() / policy.close_days)
    found: Array = (
        policy.key_moved * ties.key.loc[ids].to_numpy()
        + policy.midway * ties.midway.loc[ids].to_numpy()
        + policy.close * close
    )
    return found


def _reasons(ids: pd.Index[str], ties: Ties, policy: WorkloadPolicy) -> tuple[tuple[Why, ...], ...]:
    columns = (
        (Why.NOTHING_OPEN, ~ties.midway.loc[ids]),
        (Why.QUIET, ~(ties.silent.loc[ids] <= policy.close_days)),
        (Why.NOT_KEY, ~ties.key.loc[ids]),
    )
    flags = [(why, column.to_numpy()) for why, column in columns]
    return tuple(tuple(why for why, holds in flags if holds[place]) for place in range(len(ids)))


def _keys(names: pd.Series[str]) -> pd.Series[str]:
    """The key of each name, "" for none; each different name is looked at once."""
    given = names.fillna("")
    return given.map({name: field_key(name) if name else "" for name in given.unique()})


def _codes(names: object) -> frozenset[str]:
    return frozenset(map(language_code, names)) if isinstance(names, list) else frozenset()
