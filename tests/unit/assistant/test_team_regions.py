"""Which partners the channel of a region reads of."""

from assistant.digests.team import Team
from knowledge.people import Person

PEOPLE = {
    "ada@us.example": Person("ada@us.example", "Ada", region="DACH"),
    "ben@us.example": Person("ben@us.example", "Ben", region="Nordics"),
    "cy@us.example": Person("cy@us.example", "Cy"),
}
BOOKS = {"P1": "ada@us.example", "P2": "ben@us.example", "P3": "cy@us.example", "P4": "gone@us.example"}


def test_partners_lie_where_their_manager_does_unless_their_own_region_is_a_teams() -> None:
    assert Team("DACH").partners(BOOKS, PEOPLE, {}) == {"P1"}
    assert Team(" dach ").partners(BOOKS, PEOPLE, {"P2": "DACH", "P3": "Dach"}) == {"P1", "P2", "P3"}
    assert Team("Nordics").partners(BOOKS, PEOPLE, {"P2": "DACH"}) == frozenset()
    assert Team("Nordics").partners(BOOKS, PEOPLE, {"P2": "Finland"}) == {"P2"}


def test_partners_of_nobody_in_particular_are_in_the_channel_of_everybody_alone() -> None:
    assert Team("").partners(BOOKS, PEOPLE, {}) == BOOKS.keys()
    assert Team("").partners(BOOKS, PEOPLE, {"P1": "DACH"}) == BOOKS.keys()
