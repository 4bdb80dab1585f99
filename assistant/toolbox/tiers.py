"""`tier_movements` and `tier_what_if`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from assistant.access import Access
from assistant.standing import Standing
from assistant.toolbox.apart import told_apart
from assistant.toolbox.argument_types import Scope
from assistant.toolbox.arguments import TierMovements, TierWhatIf
from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.play_history import period_of, rows_with_plays
from assistant.toolbox.proposing import proposed
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from tools import reviews, tiers
from tools.about import about_all
from tools.facts import Findings, Statement
from tools.reviews import Period
from tools.reviews.kinds import SINCE
from tools.tiers import Assumed, Direction, Tier, TierPolicy, Whom, Whose

_MOST_BACK: Final = timedelta(days=3 * 365)
"""Further back a comparison tells little, and every month costs a load."""

_NARROWED: Final = ("manager", "region", "country", "sector", "technology", "type", "tier", "excluding")


@admitting_gaps
def tier_movements(arguments: TierMovements, turn: Turn, office: Office) -> Findings:
    """Who changed tier since a day, why, what we did there, and what waits for a decision."""
    since = arguments.since or tiers.quarter_end(turn.as_of - timedelta(days=1))
    standing = office.standings.at(turn.as_of)
    if since >= turn.as_of:
        return Findings(
            (Statement("review.future", {"as_of": about_all(standing.portfolio, SINCE, turn.as_of)}),)
        )
    if turn.as_of - since > _MOST_BACK:
        earliest = about_all(standing.portfolio, SINCE, turn.as_of - _MOST_BACK)
        return Findings((Statement("review.too_early", {"since": earliest}),))
    standing = standing.reaching(since)
    with office.engine.connect() as connection:
        period = period_of(connection, standing, since)
    asked = _asked(arguments, turn.access, since)
    if arguments.partner is not None:
        return told_apart(_one(period, arguments.partner, standing, office), asked)
    return told_apart(_many(arguments, turn, office, standing, period), asked)


def _many(
    arguments: TierMovements, turn: Turn, office: Office, standing: Standing, period: Period
) -> Findings:
    """The moves of all partners in question, and what the last review proposes of them."""
    whom = _whom(arguments, turn.access, standing)
    if arguments.left is not None:
        before = period.before["tier"]
        left = frozenset(before.index[before.eq(arguments.left)])
        whom = Whom(frozenset(whom.ids) & left, Whose.ASKED)
    direction = Direction(arguments.direction) if arguments.direction else None
    listed = reviews.listed_moves(period, whom.ids, direction).index[: arguments.limit]
    with office.engine.connect() as connection:
        rows = rows_with_plays(connection, [str(one) for one in listed], turn.as_of)
    review = proposed(standing, whom.ids, arguments.direction)
    return reviews.movement_findings(
        period,
        whom,
        standing.policy.reviews,
        direction=direction,
        rows=rows,
        proposed=reviews.proposed_statements(review.portfolio, review.listed),
        limit=arguments.limit,
    )


def _one(period: Period, partner_id: str, standing: Standing, office: Office) -> Findings:
    with office.engine.connect() as connection:
        rows = rows_with_plays(connection, [partner_id], standing.as_of)
    standing_now = tiers.tier_statements(
        standing.portfolio, standing.tiers, partner_id, standing.policy.tiers
    )
    return reviews.partner_movement(period, partner_id, rows, standing_now)


@admitting_gaps
def tier_what_if(arguments: TierWhatIf, turn: Turn, office: Office) -> Findings:
    """What would make a partner reach a tier, or who would move under other weights or thresholds."""
    standing = office.standings.at(turn.as_of)
    assumed = Assumed(
        leads_times=arguments.leads_times,
        relevance_times=arguments.relevance_times,
        leads_threshold=arguments.leads_threshold,
        relevance_threshold=arguments.relevance_threshold,
        basis=arguments.basis,
    )
    policy = tiers.assumed_policy(standing.policy.tiers, assumed, standing.tiers)
    other = _under(standing, policy) if assumed.anything else standing
    asked = _asked(arguments, turn.access)
    if arguments.partner is not None:
        said = _partner(arguments.partner, arguments, standing, other, assumed)
        return told_apart(said, asked) if assumed.anything else said
    if arguments.more_leads is not None or not assumed.anything:
        return Findings((Statement("answer.which_partner"),))
    found = tiers.portfolio_what_if(
        standing.portfolio,
        standing.tiers,
        other.tiers,
        policy,
        assumed,
        _whom(arguments, turn.access, standing),
        limit=arguments.limit,
    )
    return told_apart(found, asked)


def _partner(
    partner_id: str, arguments: TierWhatIf, standing: Standing, other: Standing, assumed: Assumed
) -> Findings:
    """One partner: by other rules if some are assumed, and what would change its tier under them."""
    policy = other.policy.tiers
    if assumed.anything and arguments.target is None and arguments.more_leads is None:
        said = tiers.partner_under(
            standing.portfolio, standing.tiers, other.tiers, policy, assumed, partner_id
        )
        return Findings(said)
    return tiers.partner_what_if(
        standing.portfolio,
        other.tiers,
        partner_id,
        policy,
        target=Tier(arguments.target) if arguments.target else None,
        more_leads=arguments.more_leads,
        assumed=assumed,
    )


def _whom(arguments: Scope, access: Access, standing: Standing) -> Whom:
    """The partners in question, what they are called, and the others that the asker may see."""
    ids = in_scope(arguments, access, standing)
    if any(getattr(arguments, name) for name in _NARROWED):
        return Whom(ids, Whose.ASKED)
    if ids <= access.charge:
        return Whom(ids, Whose.BOOK, beside=access.visible - ids)
    return Whom(ids, Whose.ALL)


def _asked(arguments: Scope, access: Access, since: date | None = None) -> str:
    """What an answer depends on besides the day: the arguments, and whose book they mean."""
    whose = access.person.email if arguments.manager is None else ""
    told = arguments.model_dump_json(exclude_defaults=True, exclude={"since", "limit"})
    return f"{whose}:{since or ''}:{told}"


def _under(standing: Standing, policy: TierPolicy) -> Standing:
    return standing.under(standing.policy.model_copy(update={"tiers": policy}))
