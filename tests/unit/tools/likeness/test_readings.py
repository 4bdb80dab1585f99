"""Names, domains and places as they are compared, and what holds of every name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.likeness import Profile, judge, plain_name, registrable_domain
from tools.likeness.company_names import company_name, compare_names
from tools.likeness.crowd import Crowd
from tools.likeness.places import city_name, country_code, same_city

PIECES = (
    *("Acme", "GmbH", "&", "and", "S.A.", "Müller", "Mueller", "A", "B", "IT", "Group", "Ltd", "s.p.a.", "É"),
    *("株式会社", "-", "/", "'s", "e", "sp. z o.o.", "ООО", "co", "24", " "),  # noqa: RUF001 -- Cyrillic
)
NAMES = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ACME GmbH & Co. KG", "acme"),
        ("Acme, Inc.", "acme"),
        ("S.A.R.L. Dupont", "dupont"),
        ("Kowalski Sp. z o.o.", "kowalski"),
        ("Norden A/S", "norden"),
        ("AB Norrland", "norrland"),
        ("Alfa S.A. de C.V.", "alfa"),
        ("Acme Pty. Ltd.", "acme"),
        ("株式会社ソニア", "ソニア"),
        ("ООО Ромашка", "ромашка"),  # noqa: RUF001 -- Cyrillic
        ("H&M", "hm"),
        ("H and M", "hm"),
        ("Straße & Söhne", "strasse sohne"),
        ("Łódź", "lodz"),
        ("GmbH", "gmbh"),
        ("", ""),
    ],
)
def test_legal_forms_case_and_accents_do_not_matter(written: str, plain: str) -> None:
    assert plain_name(written) == plain


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.shop.Acme.co.uk:443/x?y#z", "acme.co.uk"),
        ("acme.com.br", "acme.com.br"),
        ("acme.de:8080", "acme.de"),
        ("mailto:ana@mail.acme.de", "acme.de"),
        ("acme.de, acme.com", "acme.de"),
        ("http://müller.de", "xn--mller-kva.de"),
        ("ana@gmail.com", ""),
        ("ana@yahoo.co.uk", ""),
        ("acme.github.io", ""),
        ("https://linkedin.com/company/acme", ""),
        ("co.uk", ""),
        ("n/a", ""),
        ("192.168.0.1", ""),
        ("-", ""),
        ("", ""),
    ],
)
def test_a_domain_is_what_somebody_registered(address: str, domain: str) -> None:
    assert registrable_domain(address) == domain


@pytest.mark.parametrize("written", ["DE", "de", "DEU", "Germany", "Deutschland", "Allemagne", "ALEMANIA"])
def test_a_country_is_known_in_many_languages(written: str) -> None:
    assert country_code(written) == "DE"


def test_countries_have_nicknames_and_unknown_ones_equal_themselves() -> None:
    assert {country_code(one) for one in ("UK", "U.K.", "England", "Great Britain")} == {"GB"}
    assert {country_code(one) for one in ("USA", "U.S.", "The United States")} == {"US"}
    assert country_code("Nárnia") == country_code("NARNIA") != ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Munich", "München", True),
        ("Cologne", "Koeln", True),
        ("Frankfurt", "Frankfurt am Main", True),
        ("Frankfurt am Main", "Frankfurt (Oder)", False),
        ("Den Haag", "The Hague", True),
        ("Sankt Gallen", "St. Gallen", True),
        ("York", "New York", False),
        ("Hamburg", "Hamburk", True),
        ("Bern", "Born", False),
    ],
)
def test_a_city_has_other_names_elsewhere(one: str, other: str, same: bool) -> None:
    assert same_city(city_name(one), city_name(other)) is same


@given(NAMES)
def test_a_plain_name_is_plain_already(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)


@given(NAMES)
def test_a_name_equals_itself_in_capitals(name: str) -> None:
    known = company_name(name)
    if known.words and name.isascii():
        assert compare_names(known, company_name(name.upper())).value == "same"


@given(st.text(max_size=60))
def test_a_domain_is_its_own_domain(address: str) -> None:
    domain = registrable_domain(address)
    assert registrable_domain(domain) == domain


PROFILES = st.builds(
    Profile,
    partner_id=st.sampled_from(("P1", "P2", "hubspot:1", "dub:1")),
    name=NAMES,
    aliases=st.lists(NAMES, max_size=2).map(tuple),
    country=st.sampled_from(("", "DE", "Germany", "FR")),
    city=st.sampled_from(("", "Kiel", "Lyon")),
    website=st.sampled_from(("", "acme.de", "www.acme.de/x", "b.fr", "gmail.com")),
    mails=st.lists(st.sampled_from(("a@acme.de", "b@b.fr", "c@gmail.com")), max_size=2).map(tuple),
    attributes=st.sampled_from(((), (("HubSpot ID", "1"),), (("Partner ID", "P1"),))),
)


@given(PROFILES, PROFILES)
def test_likeness_is_the_same_from_both_sides_and_within_its_range(one: Profile, other: Profile) -> None:
    crowd = Crowd.of([one, other])
    pair = judge(one, other, crowd)
    assert pair == judge(other, one, crowd)
    assert pair is None or (0 <= pair.score <= 1 and pair.reasons)
