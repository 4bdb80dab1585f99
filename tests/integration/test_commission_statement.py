"""`commission_statement` on the sample: facts that add up, hidden books, days in the past."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import ValidationError

from assistant.rapport import Rapport
from assistant.toolbox.commissions import commission_statement
from assistant.toolbox.money_arguments import CommissionStatement as Call
from assistant.toolbox.turn import Turn
from knowledge.commissions import invoice_numbers, partner_commissions, unpaid_commissions
from prompts.phrases import phrases
from tools.billing import owed
from tools.facts import Fact, Findings

DAY = date(2026, 10, 31)
PRIYA, LEAD = "priya.nair@vendor.example", "tom.ashworth@vendor.example"
PARTNER, HIDDEN = "ACC-1001", "ACC-1025"
CALLS = (
    Call(partner=PARTNER),
    Call(partner=PARTNER, period="2026-06"),
    Call(partner=PARTNER, show="why", period="2026-Q3"),
    Call(partner=PARTNER, show="paid", period="2025"),
    Call(partner=HIDDEN, show="on_hold"),
    Call(scope="portfolio", show="late", region="DACH"),
    Call(scope="portfolio", show="unpaid", limit=3),
    Call(scope="portfolio", show="unpaid", period="2026-11", dated="due", region="DACH"),
    Call(scope="portfolio", show="why", limit=3),
    Call(scope="portfolio", show="paid"),
    Call(scope="portfolio", show="check"),
    Call(invoice="1042"),
    Call(invoice="1002"),
    Call(customer="a"),
    Call(customer="Nobody of that name"),
)


def told(rapport: Rapport, arguments: Call, who: str = LEAD, day: date = DAY, words: str = "") -> Findings:
    access = rapport.roster.access(rapport.person(who))
    turn = Turn("q", words, day, day, "t", access, rapport.roster.names(access))
    return commission_statement(arguments, turn, rapport.asking.office)


def every(found: Findings) -> Iterator[Fact]:
    for statement in found.statements:
        yield from statement.facts()
    for row in found.table.rows if found.table else ():
        yield from (cell for cell in row if cell)


def test_a_fact_id_stands_for_one_value_and_every_phrase_has_its_slots(rapport: Rapport) -> None:
    seen: dict[str, set[object]] = defaultdict(set)
    for call in CALLS:
        found = told(rapport, call)
        for statement in found.statements:
            assert phrases().text(statement.key).slots <= statement.slots.keys()
        for fact in every(found):
            seen[fact.id].add((fact.kind.name, fact.value))
    assert [values for values in seen.values() if len(values) > 1] == []


def test_what_is_owed_in_all_is_what_every_reading_says(rapport: Rapport) -> None:
    ids = rapport.asking.office.standings.at(DAY).portfolio.partners.index
    with rapport.engine.connect() as connection:
        unpaid = unpaid_commissions(connection, DAY)["amount_base"].sum()
        whole = owed(partner_commissions(connection, ids, DAY))["amount_base"].sum()
    head = told(rapport, Call(scope="portfolio", show="unpaid")).statements[0].slots["amount"]
    assert isinstance(head, Fact)
    assert head.value == pytest.approx(unpaid)
    assert whole == pytest.approx(unpaid)


def test_nothing_of_other_books_is_told(own_books: Rapport) -> None:
    access = own_books.roster.access(own_books.person(PRIYA))
    with own_books.engine.connect() as connection:
        known = invoice_numbers(connection, DAY)
        hidden = known[~known["partner_id"].isin(access.visible)]
        theirs = str(hidden["invoice"].iloc[0])
        others = partner_commissions(connection, set(hidden["partner_id"]), DAY)
    customer = str(others["customer"].dropna().iloc[0])
    shown = (Call(scope="portfolio", show="on_hold"), Call(scope="portfolio", period="2026-09"))
    for call in (*shown, Call(invoice="1042"), Call(invoice=theirs), Call(customer=customer)):
        found = told(own_books, call, PRIYA)
        partners = {fact.partner_id for fact in every(found)} - {None}
        assert partners <= access.visible
        keys = {key for fact in every(found) for key in fact.rows}
        assert not keys & {f"commission:{one}" for one in others["commission_id"]}
    said = told(own_books, Call(invoice=theirs), PRIYA).statements[0].key
    assert said == "billing.invoice_unknown"


def test_a_past_day_knows_nothing_of_later_payments(rapport: Rapport) -> None:
    past = date(2026, 3, 31)
    found = told(rapport, Call(scope="portfolio", show="paid"), day=past)
    days = [fact.value for fact in every(found) if fact.kind.name.startswith("commission.paid_on")]
    assert days
    assert max(str(day) for day in days) <= past.isoformat()
    june = told(rapport, Call(partner=PARTNER, period="2026-06"), day=past)
    assert next(one.key for one in june.statements) == "billing.none"


@pytest.mark.parametrize(
    ("before", "after"), [("2026-06", "October 2026"), ("2026-10", "November 2026"), ("2026-Q2", "Q3 2026")]
)
def test_a_difference_to_an_earlier_period_is_that_of_a_later_one(
    rapport: Rapport, before: str, after: str
) -> None:
    found = told(rapport, Call(partner=PARTNER, show="why", before=before))
    assert after in {fact.value for fact in found.statements[0].facts()}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("why is their commission higher than in July", "billing.why_less_after_all"),
        ("warum ist die Provision niedriger als im Juli", "billing.why_less"),
        ("what changed from July", "billing.why_less"),
    ],
)
def test_who_takes_a_lower_commission_for_a_higher_one_is_set_right(
    rapport: Rapport, words: str, key: str
) -> None:
    call = Call(partner=PARTNER, show="why", period="2026-08", before="2026-07")
    assert told(rapport, call, words=words).statements[0].key == key


@pytest.mark.parametrize("period", ["0000", "0001", "1989", "2101-01", "2026-13", "June"])
def test_a_period_outside_of_a_lifetime_is_refused_in_plain_words(period: str) -> None:
    with pytest.raises(ValidationError, match="a period is a month, quarter or year from 1990 to 2100"):
        Call(period=period)
