"""What of a change in score is only a change in what is known or in how it is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tools.changes import kinds
from tools.changes.policy import ChangePolicy
from tools.changes.window import Window
from tools.facts import Fact, Statement
from tools.listing import listing
from tools.scorecard import BY_NAME, Scorecards
from tools.scorecard import kinds as scores
from tools.scorecard.stated import measure_fact


def data_changes(
    window: Window, before: Scorecards, after: Scorecards, names: Sequence[str], policy: ChangePolicy
) -> Iterator[Statement]:
    """Measures that count now and did not, or the other way round; how the data grew; other weights.

    Args:
        window: The partner at both ends.
        before, after: Scorecards of both ends.
        names: The measures asked about.
        policy: What is worth naming.
    """
    if before.policy != after.policy:
        yield Statement("change.reweighed")
    partner_id = window.now.partner_id
    was, now = ({name: float(cards.weight[name][partner_id]) for name in names} for cards in (before, after))
    for kind, without, counted in ((kinds.COUNTED, was, now), (kinds.UNCOUNTED, now, was)):
        came = [name for name in _heaviest(counted) if counted[name] and not without[name]]
        facts = [measure_fact(after, partner_id, BY_NAME[name]) for name in came]
        yield from listing(kind.name, facts, window.fact(kind, len(facts)))
    shares = [cards.confidence[partner_id] for cards in (before, after)]
    if abs(shares[1] - shares[0]) >= policy.least_confidence:
        slots: dict[str, Fact] = {
            "before": window.then.fact(scores.CONFIDENCE, shares[0]),
            "after": window.now.fact(scores.CONFIDENCE, shares[1]),
        }
        yield Statement("change.confidence_up" if shares[1] > shares[0] else "change.confidence_down", slots)


def _heaviest(weights: Mapping[str, float]) -> list[str]:
    """Names of measures, the one with the largest weight first."""
    return sorted(weights, key=lambda name: -weights[name])
