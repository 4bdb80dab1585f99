"""What is said about commissions that cannot be right."""

from tests.unit.tools.billing.ledgers import asked, deal, keys, owed, paid, rows_of, values
from tools.billing import check_findings, ledger_statements, statement_findings

DEALS = [deal("d", 5_000), deal("e"), deal("f")]


def test_what_cannot_be_right_is_told() -> None:
    twice = [owed("a", 100, deal_id="d"), owed("b", 100, deal_id="d")]
    assert "check_twice" in keys(statement_findings(asked(twice, DEALS)))
    portfolio = asked(twice, DEALS).portfolio
    told = ledger_statements(portfolio, rows_of(twice, DEALS))
    assert [one.key for one in told] == [
        "billing.checked_year",
        "billing.check_twice",
        "billing.check_example",
    ]
    assert told[1].facts()[0].rows == ("commission:a", "commission:b", "deal:d")
    assert ledger_statements(portfolio, rows_of(twice[:1], DEALS)) == ()


def test_what_cannot_be_right_can_be_asked_for() -> None:
    rows = [paid("a", 100, deal_id="d"), paid("b", 100, deal_id="d", period="2026-07"), paid("c", 5)]
    found = check_findings(asked(rows, DEALS, span=None))
    assert keys(found) == ["checked", "check_twice_over_time"]
    assert (values(found.statements[0])["count"], values(found.statements[0])["wrong"]) == (3, 2)
    assert found.table is not None
    assert len(found.table.rows) == 2
    assert keys(check_findings(asked([owed("a", 1)], span=None))) == ["checked_fine"]
    assert keys(check_findings(asked([], span=None))) == ["checked_none"]
    assert "check_twice_over_time" in keys(statement_findings(asked(rows, DEALS)))
