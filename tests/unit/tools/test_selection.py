import pandas as pd

from tools.selection import select

PARTNERS = pd.DataFrame(
    {
        "region": ["DACH", "Île-de-France", None],
        "country": ["DE", "FR", "SE"],
        "type": ["reseller", "si", "si"],
        "sectors": [["Retail"], ["Public Sector", "retail"], []],
        "technologies": [["SAP"], ["SAP", "Snowflake"], ["Azure"]],
    },
    index=pd.Index(["p1", "p2", "p3"], name="partner_id"),
)


def test_case_and_accents_do_not_matter() -> None:
    assert select(PARTNERS, {"region": "ile-de-france"}).ids == {"p2"}
    assert select(PARTNERS, {"sector": "RETAIL"}).ids == {"p1", "p2"}
    assert select(PARTNERS, {"type": " SI "}).ids == {"p2", "p3"}


def test_every_filter_must_fit() -> None:
    assert select(PARTNERS, {"technology": "sap", "type": "si"}).ids == {"p2"}


def test_an_area_that_no_row_names_is_found_by_its_countries() -> None:
    assert select(PARTNERS, {"region": "Nordics"}).ids == {"p3"}


def test_an_unknown_value_is_named_with_what_comes_near() -> None:
    found = select(PARTNERS, {"technology": "snowflak"})
    assert found.ids == frozenset()
    assert found.unknown == ("technology", "snowflak")
    assert found.nearest[0] == "Snowflake"
