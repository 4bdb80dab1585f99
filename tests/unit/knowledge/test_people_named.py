"""Whom a name means, where a first name is enough unless several have it."""

import pytest

from knowledge.people import Person, people_named

ANA, OTHER_ANA, ZOE = (
    Person(f"{mail}@v.example", name)
    for mail, name in (("a", "Ana Ruiz"), ("b", "Ana Vega"), ("z", "Zoë Ana"))
)
PEOPLE = (ANA, OTHER_ANA, ZOE)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("ana ruiz", [ANA]),
        ("ZOE", [ZOE]),
        ("Ana", [ANA, OTHER_ANA]),
        ("An", []),
        ("Ruiz", []),
        ("Ana Zoe", []),
        ("", []),
    ],
)
def test_a_name_or_a_first_name_is_taken_whole(words: str, named: list[Person]) -> None:
    assert people_named(PEOPLE, words) == named
