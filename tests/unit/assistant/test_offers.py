"""Which offer fits a partner, and which one words mean."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.drafting.moments.offers import Offer, OfferKind
from assistant.drafting.records import Deal, OnRecord, Profile, Project
from assistant.toolbox.offers import Fitting, best, meant

AS_OF = date(2026, 10, 31)
BACKUP = Offer(
    "O1", OfferKind.TRAINING, "Backup Workshop", date(2026, 11, 24), technologies=("Cloud Backup",)
)
FOR_ALL = Offer("O2", OfferKind.TRAINING, "Selling Value", date(2026, 11, 3))
ENERGY = Offer("O3", OfferKind.TRAINING, "Energy Clinic", date(2026, 12, 24), sectors=("Energy", "Utilities"))
FOR_KEYS = Offer("O4", OfferKind.TRAINING, "Key Partner Lab", date(2026, 11, 2), tiers=("key_partner",))
ALL = (BACKUP, FOR_ALL, ENERGY, FOR_KEYS)


def fitting(
    sectors: tuple[str, ...] = (), technologies: tuple[str, ...] = (), tier: str | None = None
) -> Fitting:
    return Fitting.of(OnRecord(Profile(sectors=sectors, technologies=technologies)), tier)


@pytest.mark.parametrize(
    ("partner", "expected"),
    [
        (fitting(), FOR_ALL),
        (fitting(technologies=("cloud-backup",)), BACKUP),  # made for their field, though later
        (fitting(sectors=("utilities",), technologies=("Cloud Backup",)), BACKUP),
        (fitting(sectors=("Energy",)), ENERGY),
        (fitting(tier="key_partner"), FOR_KEYS),
        (fitting(tier="dementor"), FOR_ALL),
    ],
)
def test_the_best_is_made_for_their_field_and_open_to_them(partner: Fitting, expected: Offer) -> None:
    assert best(ALL, partner, AS_OF) == expected


def test_an_offer_for_both_a_sector_and_a_technology_asks_for_both() -> None:
    both = replace(ENERGY, technologies=("Cloud Backup",))
    assert best([both], fitting(sectors=("Energy",)), AS_OF) is None
    assert best([both], fitting(("Energy",), ("Cloud Backup",)), AS_OF) == both


def test_what_they_won_and_delivered_counts_as_their_field() -> None:
    record = OnRecord(
        deals=(Deal("D1", stage="won", sector="Energy"), Deal("D2", stage="lost", technology="Analytics")),
        projects=(
            Project("J1", delivered_on=AS_OF, technology="Cloud Backup"),
            Project("J2", sector="Retail"),
        ),
    )
    partner = Fitting.of(record, None)
    assert partner == fitting(("Energy",), ("Cloud Backup",))


@pytest.mark.parametrize(
    "over",
    [
        replace(FOR_ALL, starts_on=date(2026, 10, 30)),
        replace(FOR_ALL, starts_on=None, ends_on=date(2026, 10, 30)),
        replace(FOR_ALL, kind=OfferKind.CAMPAIGN, ends_on=date(2026, 10, 30)),
    ],
)
def test_what_is_over_or_has_begun_fits_nobody(over: Offer) -> None:
    assert best([over], fitting(), AS_OF) is None


def test_a_running_campaign_is_open_and_comes_before_an_incentive() -> None:
    campaign = Offer("O8", OfferKind.CAMPAIGN, "Mailing", date(2026, 9, 1), date(2026, 12, 1))
    incentive = Offer("O7", OfferKind.INCENTIVE, "Bonus", date(2026, 11, 1), sectors=("Energy",))
    assert best([incentive, campaign], fitting(("Energy",)), AS_OF) == campaign
    assert best([incentive], fitting(("Energy",)), AS_OF) == incentive


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Backup Workshop", [BACKUP]),
        ("the backup training", [BACKUP]),
        ("backup workshp", [BACKUP]),
        ("o3", [ENERGY]),
        ("unsere Energy Schulung", [ENERGY]),
        ("the event", []),
        ("Kubernetes Day", []),
        ("", []),
    ],
)
def test_words_mean_the_offer_of_that_name(words: str, expected: list[Offer]) -> None:
    assert meant(words, ALL) == expected


def test_words_that_fit_several_mean_all_of_them() -> None:
    other = replace(BACKUP, offer_id="O9", name="Backup Clinic")
    assert meant("backup", (*ALL, other)) == [BACKUP, other]
    assert meant("Backup Workshop", (*ALL, other)) == [BACKUP]
