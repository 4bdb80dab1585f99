"""What an answer about hours assumes, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from tools.about import Slots
from tools.facts import Statement
from tools.workload import kinds
from tools.workload.load import Load, tier_label
from tools.workload.team import Member


def assumptions(load: Load, members: tuple[Member, ...]) -> Iterator[Statement]:
    """What-ifs, and hours that are not on file."""
    policy, assumed = load.team.policy, load.assumed
    if assumed.times != 1:
        slots: Slots = {"times": load.number(kinds.TIMES, assumed.times)}
        if assumed.tier is not None:
            slots["tier"] = load.label(kinds.TIER, tier_label(assumed.tier, 2), "assumed")
        yield Statement(f"workload.times{'_tier' if assumed.tier else ''}", slots)
    if assumed.hours is not None:
        yield Statement("workload.assumed_hours", {"hours": load.hours(kinds.EACH, assumed.hours, "assumed")})
    unknown = sum(member.hours_per_week is None for member in members)
    if unknown:
        slots = {"hours": load.hours(kinds.DEFAULT, policy.default_hours)}
        if len(members) == 1:
            yield Statement("workload.default_hours", slots)
        else:
            slots["people"] = load.count(kinds.UNKNOWN, unknown)
            yield Statement("workload.default_hours_of", slots)
    if policy.partner_share != 1:
        yield Statement("workload.share", {"share": load.number(kinds.SHARE, policy.partner_share)})


def comings(load: Load) -> Iterator[Statement]:
    """How many more people take part in a proposal; who would go instead is not known."""
    more = load.assumed.more
    if more > 0:
        slots: Slots = {
            "more": load.count(kinds.MORE, more, "come"),
            "each": load.hours(kinds.EACH, load.team.each, "come"),
        }
        yield Statement("workload.more_come", slots)
    elif more:
        yield Statement("workload.fewer_unknown", {"fewer": load.count(kinds.FEWER, -more, "go")})
