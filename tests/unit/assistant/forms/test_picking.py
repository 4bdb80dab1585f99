"""A partner is found by its first letters, an alias or a typo; of two with one name the city says which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from assistant.access import Access
from assistant.forms.picking import MOST, PartnerPicker
from knowledge.people import Person, Role
from tests.cost import seconds_of
from tools.names import NameEntry, NameKind

ADA = Person("ada@example.com", "Ada")


@dataclass(eq=False)
class Names:
    """What the picker reads of a name index."""

    entries: list[NameEntry]


class Shelf:
    """A roster of a few partners; the first ones are Ada's."""

    def __init__(self, entries: Iterable[NameEntry], own: int = 2, own_book_only: bool = False) -> None:
        self.entries = list(entries)
        self.books = {
            one.id: ADA.email if at < own else "ben@example.com" for at, one in enumerate(self.entries)
        }
        self.own_book_only = own_book_only
        self.index = Names(self.entries)

    def access(self, person: Person) -> Access:
        return Access(person, self.books, self.own_book_only)

    def names(self, access: Access) -> Names:
        visible = access.visible
        if not access.hides_books:
            return self.index
        return Names([one for one in self.entries if one.id in visible])


def partner(number: int, name: str, *aliases: str, city: str = "") -> NameEntry:
    return NameEntry(NameKind.PARTNER, f"P{number}", name, aliases, f"P{number}", (city,) if city else ())


FEW = [
    partner(1, "Zirbel Analytics", "Zirbel"),
    partner(2, "Globex Nord", city="Kiel"),
    partner(3, "Globex"),
    partner(4, "Initech", "ITK", city="Bonn"),
    partner(5, "Initech", city="Köln"),
    partner(6, "Initech", city="Köln"),
]


def picker(shelf: Shelf) -> PartnerPicker:
    return PartnerPicker(shelf)  # type: ignore[arg-type]  # a roster without a database


def found(words: str, shelf: Shelf | None = None, person: Person = ADA) -> list[str]:
    return [one.partner_id for one in picker(shelf or Shelf(FEW)).choices(person, words)]


def test_without_words_the_own_book_comes_first_by_name() -> None:
    assert found("")[:2] == ["P2", "P1"]
    assert len(found("")) == len(FEW)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("zir", "P1"), ("globex", "P2"), ("GLOBEX N", "P2"), ("itk", "P4"), ("P4", "P4"),
        ("glbex", "P2"), ("zirbl", "P1"), ("analytics", "P1"),
    ],
)  # fmt: skip
def test_it_is_found_by_letters_alias_id_or_typo(words: str, first: str) -> None:
    assert found(words)[0] == first


def test_words_that_mean_nobody_offer_nobody() -> None:
    assert found("qqqqqqq") == []


def test_of_several_with_one_name_the_city_says_which_and_else_the_id() -> None:
    labels = {one.partner_id: one.label for one in picker(Shelf(FEW)).choices(ADA, "initech")}
    assert labels == {"P4": "Initech (Bonn)", "P5": "Initech (Köln, P5)", "P6": "Initech (Köln, P6)"}


def test_a_partner_that_the_person_may_not_see_is_never_offered() -> None:
    hidden = Shelf(FEW, own_book_only=True)
    assert found("globex", hidden) == ["P2"]
    assert found("P3", hidden) == []
    assert set(found("", hidden)) == {"P1", "P2"}
    assert picker(hidden).choice(ADA, "P3") is None
    lead = Person("lea@example.com", "Lea", role=Role.LEAD)
    assert set(found("globex", hidden, lead)) == {"P2", "P3"}


def test_whom_nobody_knows_is_no_choice() -> None:
    assert picker(Shelf(FEW)).choice(ADA, "P99") is None


def test_ten_thousand_partners_are_searched_in_less_than_a_tenth_of_a_second() -> None:
    words = ("Acme", "Globex", "Nova", "Umbra", "Rhein", "Lyon", "Data", "Cloud", "Energy", "Systems")
    many = Shelf(
        partner(number, f"{words[number % 10]} {words[number // 10 % 10]} {number}", f"A{number}")
        for number in range(10_000)
    )
    searching = picker(many)
    searching.choices(ADA, "warm")
    for typed in ("", "a", "acme", "globx nov", "umbra rhein", "zzz", "energy 77", "A512", "lyno", "cloud d"):
        assert len(searching.choices(ADA, typed)) <= MOST
        # the first search for a typo makes ready for the others
        assert seconds_of(lambda typed=typed: searching.choices(ADA, typed), times=2) < 0.1
