"""Names of a portfolio are told in names of the frozen world, and none of them gets out."""

from __future__ import annotations

import pytest

from assistant.toolbox.argument_types import Ref
from evals.disguise import UNKNOWN, Disguise, Secrets, world_entries
from tools.names import NameEntry, NameIndex, NameKind

OWN = (
    NameEntry(NameKind.PARTNER, "A1", "Zephyr Systems GmbH", ("ZS",), "A1"),
    NameEntry(NameKind.PARTNER, "A2", "Zephyr Labs", (), "A2"),
    NameEntry(NameKind.PARTNER, "A3", "Harbor", (), "A3"),
    NameEntry(NameKind.CONTACT, "C1", "Wilma Kaltenbach", (), "A1"),
    NameEntry(NameKind.MANAGER, "ute@vendor.example", "Ute Brandl"),
    NameEntry(NameKind.CUSTOMER, "Spedition Morgenrot", "Spedition Morgenrot"),
)
SECRETS = Secrets(NameIndex(OWN))
WORLD = world_entries()


def disguise() -> Disguise:
    return Disguise(SECRETS, WORLD)


@pytest.mark.parametrize(
    "text",
    [
        "how is Zephyr Systems GmbH doing",
        "did zs and Zephyr Labs talk to Wilma about Morgenrot",
        "ask Ms Kaltenbach, wilma.kaltenbach@zephyr.example, or Ute",
        "brief me on Harbor, not zephyr labs",
        "spedition morgenrot: why so quiet? see https://zephyr.example/a",
        "kaltenbach says zephyr pays 1234567 for INV-20931",
    ],
)
def test_nothing_that_names_anybody_is_left(text: str) -> None:
    told = disguise().words(text).lower()
    secret = (
        "zephyr",
        "zs ",
        "harbor,",
        "wilma",
        "kaltenbach",
        "ute",
        "brandl",
        "morgenrot",
        "1234567",
        "20931",
    )
    assert [word for word in secret if word in told] == []


def test_the_same_is_called_the_same_and_others_are_not() -> None:
    hidden = disguise()
    first, again = hidden.words("how is Zephyr Labs"), hidden.words("and Zephyr Labs in DACH")
    name = first.removeprefix("how is ")
    assert again == f"and {name} in DACH"
    assert NameIndex(WORLD).resolve(name).ids == (hidden.reference(Ref.PARTNER, "A2"),)
    assert hidden.reference(Ref.PARTNER, "A3") != hidden.reference(Ref.PARTNER, "A2")


def test_who_is_called_alike_stays_so() -> None:
    hidden = disguise()
    assert hidden.words("how is Zephyr doing") == "how is Acme doing"
    assert hidden.words("no, I meant Zephyr Labs") in {
        "no, I meant Acme Ltd",
        "no, I meant Acme GmbH",
        "no, I meant Acme",
    }


def test_a_contact_works_for_whom_the_partner_is_called_after() -> None:
    hidden = disguise()
    partner, contact = hidden.reference(Ref.PARTNER, "A1"), hidden.reference(Ref.CONTACT, "C1")
    assert next(one.partner_id for one in WORLD if one.id == contact) == partner


def test_a_name_that_is_on_no_file_gets_one_that_nobody_has() -> None:
    hidden = Disguise(SECRETS, WORLD, ("Blubber & Co",))
    assert hidden.words("who are our partners like blubber & co?") == f"who are our partners like {UNKNOWN}?"
