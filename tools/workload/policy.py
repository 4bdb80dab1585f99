"""How much time partners are given, and what makes a change of manager costly."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


def _hours(default: float, what: str) -> float:
    made: float = Field(default, ge=0, description=f"hours a month for {what}")
    return made


def _cost(default: float, what: str) -> float:
    made: float = Field(default, ge=0, description=f"cost of moving {what}; only ratios matter")
    return made


class WorkloadPolicy(BaseModel):
    """Service levels and costs of moves.

    The levels are a plausible start, to be replaced by one's own: a key partner takes a weekly hour with its
    preparation and a plan each quarter, a dementor is served by mass-efficient means.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key_partner: float = _hours(8, "a key partner")
    unpolished_diamond: float = _hours(4, "an unpolished diamond")
    growth_hacker: float = _hours(3, "a growth hacker")
    dementor: float = _hours(0.5, "a dementor")
    no_tier: float = _hours(2, "a partner without a tier")
    interest: float = _hours(0, "a partner in interest, besides")
    recruitment: float = _hours(1, "a partner in recruitment, besides")
    activation: float = _hours(4, "a partner in activation, besides")
    investment: float = _hours(0, "a partner in investment, besides")
    devotion: float = _hours(0, "a partner in devotion, besides")
    paused_share: float = Field(0.25, ge=0, le=1, description="share of the time that a paused partner takes")

    default_hours: float = Field(40, gt=0, le=168, description="hours a week of whom none are on file")
    partner_share: float = Field(
        1.0, gt=0, le=1, description="share of a person's hours on file that goes to partners, 0-1"
    )

    other_region: float = _cost(35, "a partner to somebody of another region who looks after none there")
    known_half: float = Field(
        3, gt=0, description="partners looked after in a region at which it counts as half known"
    )
    other_language: float = _cost(20, "a partner to somebody who is not known to share a language with it")
    key_moved: float = _cost(25, "a key partner")
    midway: float = _cost(15, "a partner with an open promise of ours or an open severe ticket")
    close: float = _cost(5, "a partner that was in contact today; it falls to 1/e in `close_days`")
    close_days: int = Field(90, ge=1, description="days without contact in which closeness falls to 1/e")

    exact_choices: int = Field(
        20_000, ge=1, description="partners times managers up to which the fewest moves are searched exactly"
    )
    search_nodes: int = Field(
        2_000, ge=1, description="nodes of that search after which the best found is taken"
    )
    search_seconds: float = Field(4, gt=0, description="seconds after which it is taken in any case")

    def of_tier(self, tier: str) -> float:
        """Hours a month for that tier; `no_tier` for any other word."""
        known = ("key_partner", "unpolished_diamond", "growth_hacker", "dementor")
        hours: float = getattr(self, tier if tier in known else "no_tier")
        return hours
