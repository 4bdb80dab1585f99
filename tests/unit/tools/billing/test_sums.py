"""What a sum holds: currencies, clawbacks, and what a table leaves out."""

from dataclasses import replace

from tests.unit.tools.billing.ledgers import AUGUST, JULY, PAST, asked, held, keys, owed, paid, values
from tools.billing import Asked, open_findings, paid_findings, statement_findings, why_findings
from tools.facts import Fact


def base_unknown(one: Asked) -> Asked:
    """The question where no exchange rate converts what is in another currency than EUR."""
    rated = one.ledger["currency"].fillna("EUR").eq("EUR")
    return replace(one, ledger=one.ledger.assign(amount_base=one.ledger["amount_base"].where(rated)))


def test_own_currencies_stand_beside_the_base() -> None:
    one = asked([owed("a", 100, currency="USD"), owed("b", 40)])
    found = statement_findings(replace(one, ledger=one.ledger.assign(amount_base=[92.0, 40.0])))
    assert values(found.statements[0])["owed"] == 132
    told = next(one for one in found.statements if one.key == "billing.currencies_2")
    assert {(fact.currency, fact.value) for fact in told.facts()} == {("EUR", 40.0), ("USD", 100.0)}


def test_without_an_exchange_rate_sums_are_told_in_their_own_currency() -> None:
    late = base_unknown(asked([owed("a", 500, currency="USD", due_on=PAST)], span=None))
    done = base_unknown(asked([paid("a", 500, currency="USD")]))
    for found, slot in (
        (open_findings(late, "late"), "amount"),
        (open_findings(late, "unpaid"), "amount"),
        (statement_findings(done), "earned"),
        (paid_findings(done), "amount"),
    ):
        told = found.statements[0].slots[slot]
        assert isinstance(told, Fact)
        assert (told.value, told.currency) == (500, "USD")
        assert keys(found).count("check_no_rate") == 1


def test_several_currencies_without_exchange_rates_are_not_added_up() -> None:
    rows = [owed("a", 500, currency="USD", due_on=PAST), owed("b", 90, currency="GBP", due_on=PAST)]
    one = base_unknown(asked([*rows, owed("c", 7, period="2026-07")]))
    for found in (
        open_findings(one, "unpaid"),
        open_findings(one, "late"),
        statement_findings(one),
    ):
        assert keys(found)[:2] == ["untotalled", "currencies_2"]
    assert keys(why_findings(one, JULY))[:2] == ["untotalled", "currencies_3"]


def test_a_clawback_is_what_they_owe_us() -> None:
    back = owed("a", -500, due_on=PAST)
    assert keys(open_findings(asked([back], span=None), "late")) == ["no_late", "clawback_open"]
    assert keys(open_findings(asked([held("a", -500)], span=None), "on_hold")) == [
        "no_on_hold",
        "clawback_open",
    ]
    both = asked([back, owed("b", 500, due_on=PAST)], span=None)
    assert values(open_findings(both, "late").statements[0])["amount"] == 500
    assert keys(open_findings(both, "unpaid"))[0] == "unpaid_even"
    assert keys(statement_findings(replace(both, span=AUGUST)))[0] == "statement_even"
    assert keys(paid_findings(asked([paid("a", -300)], span=None))) == ["no_paid", "clawback_settled"]
    assert keys(statement_findings(asked([paid("a", -300)])))[0] == "statement_settled"


def test_what_a_table_leaves_out_is_told_with_its_sum() -> None:
    rows = [owed("a", 300), owed("b", 200), owed("c", 100), owed("d", 50, partner_id="q")]
    lines = statement_findings(replace(asked(rows), limit=1)).statements[-1]
    assert (lines.key, values(lines)) == ("billing.lines_left_out", {"count": 2, "amount": 300})
    partners = statement_findings(replace(asked(rows, partner_id=None), limit=1)).statements[-1]
    assert partners.key == "billing.partners_left_out_owed"
    assert values(partners) == {"partners": 1, "amount": 50, "owed": 50}
