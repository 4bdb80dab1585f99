"""Pairs that a person has labelled: what must be merged, what must be asked, what must be left alone."""

import pytest

from tools.likeness import Alike, Likeness, Profile, Reason, find_alike


def ours(name: str, **known: object) -> Profile:
    return Profile("P1", name, **known)  # type: ignore[arg-type] # the tests give what a profile takes


def theirs(name: str, **known: object) -> Profile:
    return Profile("hubspot:1", name, **known)  # type: ignore[arg-type] # the tests give what a profile takes


def numbered(name: str, **known: object) -> Profile:
    return Profile("1001", name, **known)  # type: ignore[arg-type] # the tests give what a profile takes


def both(name: str, **known: object) -> tuple[Profile, Profile]:
    """The same row in both systems."""
    return ours(name, **known), theirs(name, **known)


def found(one: Profile, other: Profile) -> Alike:
    alike = find_alike([one, other])
    assert find_alike([other, one]) == alike
    return alike


DE, FR, PL = "DE", "France", "Polska"
SURE = [
    (ours("Norvanta GmbH", website="norvanta.de"), theirs("NORVANTA", website="https://www.norvanta.de/en")),
    (ours("Norvanta", website="norvanta.co.uk"), theirs("Norvanta Ltd.", website="shop.norvanta.co.uk")),
    (ours("Müller & Söhne GmbH", website="ms.de"), theirs("Mueller und Soehne", website="ms.de")),
    (ours("Data Vanta", website="datavanta.io"), theirs("Datavanta Inc", website="datavanta.io")),
    (ours("Norvanta Group", website="norvanta.de"), theirs("Norvanta", website="norvanta.de")),
    (ours("Lorantec Kft.", website="lorantec.hu"), theirs("Lorantek", website="lorantec.hu")),
    (ours("Apex", website="apex-it.de"), theirs("Apex GmbH", website="apex-it.de")),
    (ours("Norvanta", website="norvanta.de"), theirs("Norvanta", mails=("ana@norvanta.de",))),
    (ours("Norvanta", mails=("bo@norvanta.de",)), theirs("Norvanta AG", mails=("ana@norvanta.de",))),
    (ours("Grupo Elsoria", website="elsoria.es"), theirs("Elsoria, S.L.", website="elsoria.es")),
    (ours("Norvanta", aliases=("NVT",), website="nvt.de"), theirs("NVT GmbH", website="nvt.de")),
    (ours("Brenholt Quarvis AG", country="Schweiz"), theirs("brenholt quarvis", country="CH")),
    (ours("Apex", country=DE, city="München"), theirs("APEX GmbH", country="Germany", city="Munich")),
    (ours("Norvanta", attributes=(("HubSpot ID", "1"),)), theirs("Norvanta Deutschland")),
    (ours("Norvanta"), theirs("Norvanta Holding", attributes=(("Partner ID", "P1"),))),
    (
        ours("Norvanta", website="nv.de", attributes=(("HubSpot ID", "1"),)),
        theirs("Quarvis", website="nv.de"),
    ),
]
DOUBTFUL = [
    (ours("Orange", country=FR, website="orange-a.fr"), theirs("Orange", country=PL, website="orange-b.pl")),
    (
        ours("Norvanta", country=FR, website="norvanta.com"),
        theirs("Norvanta", country=PL, website="norvanta.com"),
    ),
    (ours("Norvanta", website="norvanta.de"), theirs("Norvanta", website="norvanta.com")),
    (ours("Apex", country=DE), theirs("Apex", country=DE)),
    (ours("Blue Ocean", country=DE), theirs("Blue Ocean GmbH", country=DE)),
    (ours("Brenholt Quarvis AG"), theirs("Brenholt Quarvis")),
    (ours("Brenholt GmbH", website="brenholt.de"), theirs("Brenholt AG", website="brenholt.de")),
    (ours("Brenholt Consulting", website="brenholt.de"), theirs("Brenholt Software", website="brenholt.de")),
    (ours("Brenholt", website="brenholt.de"), theirs("Brenholt Nordic", website="brenholt.de")),
    (ours("Norvanta", website="nv.de"), theirs("Quarvis", website="nv.de")),
    (ours("Nordic Building Machines", website="nbm.se"), theirs("NBM", website="nbm.se")),
    (ours("Norvanta", country=DE), theirs("Norvatna", country=DE)),
    (
        ours("Snap Print", website="snapprint.de", city="Berlin"),
        theirs("Snap Print", website="snapprint.de", city="Kiel"),
    ),
    (
        ours("Brenholt Quarvis", country=DE, mails=("a@one.de",)),
        theirs("Brenholt Quarvis", country=DE, website="two.de"),
    ),
    (ours("Norvanta", website="a.de", attributes=(("HubSpot ID", "1"),)), theirs("Quarvis", website="b.de")),
    (ours("Norvanta"), theirs("NV Holding", attributes=(("Partner ID", "P1"),))),
    (ours("Norvanta", country=DE, attributes=(("HubSpot ID", "1"),)), theirs("Norvanta Nord", country=FR)),
    (numbered("Norvanta"), theirs("Norvanta Nord", attributes=(("External ID", "1001"),))),
    (numbered("Norvanta"), theirs("Quarvis", attributes=(("Partner No", "1001"),))),
]
LEFT_ALONE = [
    (ours("Snap Print", country=DE, city="Berlin"), theirs("Snap Print", country=DE, city="Hamburg")),
    (ours("Norvanta", country=DE), theirs("Quarvis", country=DE)),
    (ours("Brenholt Solutions GmbH", country=DE), theirs("Quarvis Solutions GmbH", country=DE)),
    (ours("Brenholt"), theirs("Brenholt Healthcare")),
    (ours("Norvanta", website="linkedin.com/company/norvanta"), theirs("Quarvis", website="linkedin.com")),
    (ours("Norvanta", mails=("norvanta@gmail.com",)), theirs("Quarvis", mails=("quarvis@gmail.com",))),
    (ours("Studio 54", country=DE), theirs("Studio 55", country=DE)),
    (ours("Norvanta", attributes=(("Parent HubSpot ID", "1"),)), theirs("Quarvis")),
    (ours("Norvanta", attributes=(("Owner ID", "1"), ("ID", "1"))), theirs("Quarvis")),
    (
        numbered("Zeta Robotics", country=DE, city="Berlin"),
        theirs("Alpha Bakery", country=FR, city="Paris", attributes=(("External ID", "1001"),)),
    ),
    (ours(""), theirs("")),
    (ours("GmbH"), theirs("!!!")),
]


@pytest.mark.parametrize(("one", "other"), SURE)
def test_two_independent_signs_make_a_pair_sure(one: Profile, other: Profile) -> None:
    assert found(one, other).sure


@pytest.mark.parametrize(("one", "other"), DOUBTFUL)
def test_one_sign_or_one_against_makes_a_pair_doubtful(one: Profile, other: Profile) -> None:
    alike = found(one, other)
    assert (alike.sure, len(alike.doubtful)) == ((), 1)


@pytest.mark.parametrize(("one", "other"), LEFT_ALONE)
def test_what_only_sounds_alike_is_left_alone(one: Profile, other: Profile) -> None:
    assert found(one, other) == Alike()


@pytest.mark.parametrize(("one", "other"), SURE)
def test_within_one_system_nobody_is_merged_unasked(one: Profile, other: Profile) -> None:
    same = Profile(**{**vars_of(other), "partner_id": "P2", "attributes": ()})
    assert not found(one, same).sure


def vars_of(profile: Profile) -> dict[str, object]:
    return {name: getattr(profile, name) for name in Profile.__dataclass_fields__}


def test_of_several_equally_likely_ones_none_is_chosen() -> None:
    site = {"website": "norvanta.de"}
    alike = find_alike(
        [
            ours("Norvanta", **site),
            Profile("P2", "Norvanta", website="norvanta.de"),
            theirs("Norvanta", **site),
        ]
    )
    assert alike.sure == ()
    asked = [pair for pair in alike.doubtful if Reason.SEVERAL_ALIKE in pair.reasons]
    assert {(pair.one, pair.other) for pair in asked} == {("P1", "hubspot:1"), ("P2", "hubspot:1")}


def test_an_id_that_is_stated_settles_which_of_several_it_is() -> None:
    site = "norvanta.de"
    stating = ours("Norvanta", website=site, attributes=(("hubspot_record_id", "1"),))
    third = Profile("P2", "Norvanta", website=site)
    alike = find_alike([stating, third, theirs("Norvanta", website=site)])
    assert [(pair.one, pair.other) for pair in alike.sure] == [("P1", "hubspot:1")]


def test_an_id_that_two_rows_state_settles_nothing() -> None:
    stated = (("HubSpot ID", "1"),)
    twice = [ours("Norvanta", attributes=stated), Profile("P2", "Norvanta", attributes=stated)]
    assert find_alike([*twice, theirs("Norvanta")]).sure == ()


def test_a_name_that_others_bear_too_is_no_sign_alone() -> None:
    pair = both("Apex", country=DE, city="Kiel")
    namesake = Profile("P2", "Apex Consulting", country=FR)
    assert find_alike(pair).sure
    assert not find_alike([*pair, namesake]).sure


def test_a_website_of_many_partners_is_a_shared_host() -> None:
    crowd = [Profile(f"P{at}", f"Shop {at}x", website="shops.example") for at in range(2, 9)]
    one, other = ours("Norvanta", website="shops.example"), theirs("Norvanta", website="shops.example")
    assert find_alike([one, other]).sure
    assert not find_alike([one, other, *crowd]).sure


def test_forty_subsidiaries_of_one_name_are_few_questions() -> None:
    countries = [f"country {at}" for at in range(40)]
    mine = [Profile(f"P{at}", "Norvanta", country=country) for at, country in enumerate(countries)]
    yours = [Profile(f"hubspot:{at}", "Norvanta", country=country) for at, country in enumerate(countries)]
    assert len(find_alike([*mine, *yours]).doubtful) <= 5 * 40


def test_ids_told_apart_are_never_found_again_also_as_part_of_another() -> None:
    one = Profile("P1", "Norvanta", website="norvanta.de", merged_ids=("dub:4",))
    other = theirs("Norvanta", website="norvanta.de")
    assert find_alike([one, other]).sure
    assert find_alike([one, other], {frozenset(("dub:4", "hubspot:1"))}) == Alike()


def test_reasons_and_score_say_why() -> None:
    (pair,) = found(*both("Apex", country=DE, website="a.de")).sure
    assert pair == Likeness(
        "P1", "hubspot:1", True, 0.9, (Reason.SAME_NAME, Reason.SAME_WEBSITE, Reason.SAME_COUNTRY)
    )
