"""What a what-if about partner `a` says, as keys and values."""

from tests.unit.tools.spoken import unsayable
from tests.unit.tools.tiers.worlds import ABSOLUTE, world
from tools.facts import Findings
from tools.tiers import Tier, TierPolicy, partner_what_if, tiers


def asked(
    sides: dict[str, tuple[int, float | None]],
    policy: TierPolicy = ABSOLUTE,
    target: Tier | None = None,
    more_leads: int | None = None,
    **columns: object,
) -> Findings:
    made = world(sides, **columns)
    graded = tiers([made], policy)
    found = partner_what_if(made, graded, "a", policy, target=target, more_leads=more_leads)
    assert unsayable(found.statements) == []
    return found


def said(found: Findings) -> dict[str, dict[str, object]]:
    return {
        line.key.removeprefix("tier."): {
            slot: getattr(fact, "value", None) for slot, fact in line.slots.items() if slot != "partner"
        }
        for line in found.statements
    }
