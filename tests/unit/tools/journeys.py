"""Partners on their journey, with events written by hand."""

from datetime import date

from tests.unit.tools.event_tables import DAY, ago, portfolio, wins
from tools.journey import AGGREGATES, JourneyPolicy
from tools.portfolio import Portfolio

POLICY = JourneyPolicy()
SIGNED = {
    "first_contact_on": ago(400),
    "applied_on": ago(350),
    "signed_on": ago(300),
    "onboarded_on": ago(280),
}


def made(partner: dict[str, object], as_of: date = DAY, **rows: list[dict[str, object]]) -> Portfolio:
    given_rows = {name: [{"partner_id": "a", **row} for row in table] for name, table in rows.items()}
    return portfolio(AGGREGATES, [{"partner_id": "a", **partner}], as_of, **given_rows)


def devoted(**partner: object) -> Portfolio:
    return made(
        SIGNED | {"share_of_wallet": 0.5} | partner,
        activities=[{"date": ago(200), "kind": "training"}, {"date": ago(20), "kind": "plan"}],
        deals=wins("a", 250, 150, 60),
    )


def cohort(left_after: list[int], waiting: int) -> Portfolio:
    """Partners who left activation after so many days, and one who waits."""
    partners = [
        {"partner_id": f"p{at:02}", "signed_on": ago(700), "onboarded_on": ago(700 - days)}
        for at, days in enumerate(left_after)
    ]
    activities = [{"partner_id": row["partner_id"], "date": ago(700), "kind": "training"} for row in partners]
    won = [deal for row in partners for deal in wins(str(row["partner_id"]), 700)]
    waits = {"partner_id": "waits", "signed_on": ago(waiting)}
    return portfolio(AGGREGATES, [*partners, waits], activities=activities, deals=won)
