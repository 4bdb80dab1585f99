"""Every weight and threshold of the science in one frozen object, overridable by a YAML file."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from tools.attention.policy import AttentionPolicy
from tools.changes.policy import ChangePolicy
from tools.comparison.policy import ComparisonPolicy
from tools.economics.policy import EconomicsPolicy
from tools.effort import EffortPolicy
from tools.health.policy import HealthPolicy
from tools.introductions.policy import IntroductionPolicy
from tools.investment.policy import InvestmentPolicy
from tools.journey.policy import JourneyPolicy
from tools.matching.policy import MatchingPolicy
from tools.outlook.policy import OutlookPolicy
from tools.outreach import OutreachPolicy
from tools.plays.policy import PlayPolicy
from tools.potential.policy import PotentialPolicy
from tools.proposition.policy import PropositionPolicy
from tools.reviews.policy import ReviewPolicy
from tools.scorecard.policy import ScorecardPolicy
from tools.territory.policy import TerritoryPolicy
from tools.tiers import TierPolicy
from tools.workload.policy import WorkloadPolicy


class Policy(BaseModel):
    """All policies; what a file leaves out keeps its default, what it misspells is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scorecard: ScorecardPolicy = ScorecardPolicy()
    changes: ChangePolicy = ChangePolicy()
    tiers: TierPolicy = TierPolicy()
    reviews: ReviewPolicy = ReviewPolicy()
    journey: JourneyPolicy = JourneyPolicy()
    attention: AttentionPolicy = AttentionPolicy()
    outlook: OutlookPolicy = OutlookPolicy()
    matching: MatchingPolicy = MatchingPolicy()
    plays: PlayPolicy = PlayPolicy()
    comparison: ComparisonPolicy = ComparisonPolicy()
    health: HealthPolicy = HealthPolicy()
    potential: PotentialPolicy = PotentialPolicy()
    proposition: PropositionPolicy = PropositionPolicy()
    effort: EffortPolicy = EffortPolicy()
    economics: EconomicsPolicy = EconomicsPolicy()
    introductions: IntroductionPolicy = IntroductionPolicy()
    investment: InvestmentPolicy = InvestmentPolicy()
    territory: TerritoryPolicy = TerritoryPolicy()
    workload: WorkloadPolicy = WorkloadPolicy()
    outreach: OutreachPolicy = OutreachPolicy()
