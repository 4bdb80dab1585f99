"""All pairs of partners that may be one: the sure ones, each partner in at most one, and the doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tools.likeness.crowd import Crowd
from tools.likeness.judging import judge
from tools.likeness.pairing import candidate_pairs
from tools.likeness.profile import Profile
from tools.likeness.reasons import Likeness, Reason

_MOST_ASKED: Final = 5  # doubtful pairs of one partner that a person is asked about


@dataclass(frozen=True)
class Alike:
    """What was found.

    Attributes:
        sure: To be merged; no partner is in two of them.
        doubtful: For a person, the likeliest first.
    """

    sure: tuple[Likeness, ...] = ()
    doubtful: tuple[Likeness, ...] = ()


def find_alike(profiles: Sequence[Profile], apart: Collection[frozenset[str]] = frozenset()) -> Alike:
    """The pairs among these partners that may be one.

    What one pair adds to a partner may settle another: merge the sure ones, then look again.

    Args:
        profiles: All partners; the order does not matter.
        apart: Pairs of ids that a person has told apart; a merged id speaks for the partner it is part of.
    """
    known = {profile.partner_id: profile for profile in profiles}
    judged = _ambiguous_doubted(list(_judged(profiles, apart)), known)
    sure = tuple(_one_each(pair for pair in judged if pair.sure))
    taken = set(sure)
    doubtful = sorted((pair for pair in judged if pair not in taken and not pair.sure), key=_likeliest)
    return Alike(sure, tuple(_few_each(doubtful)))


def _judged(profiles: Sequence[Profile], apart: Collection[frozenset[str]]) -> Iterator[Likeness]:
    crowd = Crowd.of(profiles)
    told_apart = frozenset(one for pair in apart for one in pair)
    for one, other in candidate_pairs(profiles):
        pair = judge(profiles[one], profiles[other], crowd)
        if pair and not _told_apart(profiles[one], profiles[other], apart, told_apart):
            yield pair


def _told_apart(
    one: Profile, other: Profile, apart: Collection[frozenset[str]], told_apart: frozenset[str]
) -> bool:
    ours, theirs = told_apart.intersection(one.ids), told_apart.intersection(other.ids)
    return any(frozenset((mine, yours)) in apart for mine in ours for yours in theirs)


def _ambiguous_doubted(judged: list[Likeness], known: Mapping[str, Profile]) -> list[Likeness]:
    """One partner, several equally likely ones in the same system: none is chosen by chance."""
    rivals: dict[tuple[str, str], list[Likeness]] = defaultdict(list)
    for pair in judged:
        if pair.sure:
            for key in _claims(pair, known):
                rivals[key].append(pair)
    doubted = {
        pair
        for claimed in rivals.values()
        if len(claimed) > 1
        for pair in claimed
        if Reason.SAME_ID not in pair.reasons or _with_id(claimed) > 1
    }
    return [pair.doubted() if pair in doubted else pair for pair in judged]


def _claims(pair: Likeness, known: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    """Each partner of the pair with each system that it would be found in."""
    for mine, yours in ((pair.one, pair.other), (pair.other, pair.one)):
        yield from ((mine, system) for system in known[yours].systems)


def _with_id(claimed: list[Likeness]) -> int:
    return sum(Reason.SAME_ID in pair.reasons for pair in claimed)


def _one_each(sure: Iterable[Likeness]) -> Iterator[Likeness]:
    """The likeliest pairs such that no partner is in two; the others have their turn at the next look."""
    met: set[str] = set()
    for pair in sorted(sure, key=_likeliest):
        if met.isdisjoint((pair.one, pair.other)):
            met |= {pair.one, pair.other}
            yield pair


def _few_each(doubtful: Iterable[Likeness]) -> Iterator[Likeness]:
    """The likeliest of each partner: forty subsidiaries of one name are not 800 questions."""
    asked: dict[str, int] = defaultdict(int)
    for pair in doubtful:
        if max(asked[pair.one], asked[pair.other]) < _MOST_ASKED:
            asked[pair.one] += 1
            asked[pair.other] += 1
            yield pair


def _likeliest(pair: Likeness) -> tuple[float, str, str]:
    return -pair.score, pair.one, pair.other
