"""Invoices as people call them."""

from datetime import date

import pytest

from tests.unit.tools.billing.ledgers import asked, keys, owed, paid
from tools.billing import Asked, invoice_findings, matching, nearest
from tools.billing.invoices import number_in

KNOWN = ["PAY-2606-1042", "PAY-2607-1042", "PAY-2606-1040", "INV-00077", "RE2026/9"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("PAY-2606-1042", ["PAY-2606-1042"]),
        ("pay 2606 1042", ["PAY-2606-1042"]),
        ("2606-1042", ["PAY-2606-1042"]),
        ("1042", ["PAY-2606-1042", "PAY-2607-1042"]),
        ("invoice no. 1042", ["PAY-2606-1042", "PAY-2607-1042"]),
        ("Rechnung 77", ["INV-00077"]),
        ("00077", ["INV-00077"]),
        ("re2026/9", ["RE2026/9"]),
        ("042", []),
        ("2606", []),
        ("the last one", []),
        ("", []),
    ],
)
def test_an_invoice_is_found_by_its_number_or_the_end_of_it(asked: str, found: list[str]) -> None:
    assert list(matching(asked, KNOWN)) == found


def test_the_nearest_are_a_typo_away_the_closest_first() -> None:
    assert nearest("1041", KNOWN) == ("PAY-2607-1042", "PAY-2606-1042", "PAY-2606-1040")
    assert nearest("99999", KNOWN) == ()
    assert nearest("the last one", KNOWN) == ()
    assert nearest("1041", []) == ()


def test_the_words_around_a_number_are_left_out() -> None:
    assert number_in("invoice no. 1042") == "1042"
    assert number_in(" the last one ") == "the last one"


def test_an_invoice_is_paid_or_not_or_in_part() -> None:
    def about(*rows: dict[str, object]) -> Asked:
        return asked(rows, span=None, partner_id=None)

    full, half = paid("a", 10, invoice="P-1"), owed("b", 5, invoice="P-1")
    other = paid("c", 1, invoice="X-1", partner_id="q")
    assert keys(invoice_findings(about(full), "1")) == ["invoice_paid"]
    assert keys(invoice_findings(about(half), "1")) == ["invoice_unpaid", "part_approved"]
    assert keys(invoice_findings(about(full, half), "1")) == ["invoice_partly", "part_approved"]
    assert keys(invoice_findings(about(full, other), "1"))[0] == "invoice_several_paid"
    assert keys(invoice_findings(about(full, other), "P-1")) == ["invoice_paid"]
    assert keys(invoice_findings(about(full), "7", ["P-1"])) == ["invoice_unknown", "invoice_near_1"]


def test_an_invoice_of_a_later_payment_is_not_known_yet() -> None:
    later = asked([paid("a", 10, date(2026, 10, 1), invoice="P-1")], span=None)
    assert keys(invoice_findings(later, "1")) == ["invoice_unknown"]
