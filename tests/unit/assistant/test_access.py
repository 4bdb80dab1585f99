import pytest

from assistant.access import Access
from knowledge.people import Person, Role

BOOKS = {"p1": "mia@vendor.example", "p2": "tom@vendor.example", "p3": ""}


def access(role: Role, *, own_book_only: bool = False) -> Access:
    return Access(Person("mia@vendor.example", "Mia", role), BOOKS, own_book_only)


@pytest.mark.parametrize(
    ("role", "own_book_only", "visible", "writable"),
    [
        (Role.VIEWER, False, {"p1", "p2", "p3"}, set()),
        (Role.MANAGER, False, {"p1", "p2", "p3"}, {"p1"}),
        (Role.LEAD, False, {"p1", "p2", "p3"}, {"p1", "p2", "p3"}),
        (Role.ADMIN, False, {"p1", "p2", "p3"}, {"p1", "p2", "p3"}),
        (Role.VIEWER, True, {"p1"}, set()),
        (Role.MANAGER, True, {"p1"}, {"p1"}),
        (Role.LEAD, True, {"p1", "p2", "p3"}, {"p1", "p2", "p3"}),
        (Role.ADMIN, True, {"p1", "p2", "p3"}, {"p1", "p2", "p3"}),
    ],
)
def test_each_role_sees_and_writes_to_what_the_table_says(
    role: Role, own_book_only: bool, visible: set[str], writable: set[str]
) -> None:
    who = access(role, own_book_only=own_book_only)
    assert who.visible == visible
    assert {partner for partner in BOOKS if who.may_write(partner)} == writable


def test_a_hidden_colleagues_book_is_empty_not_refused() -> None:
    assert access(Role.MANAGER, own_book_only=True).book_of("tom@vendor.example") == frozenset()


def test_a_partner_nobody_imported_can_be_neither_seen_nor_written_to() -> None:
    assert not access(Role.ADMIN).may_see("p9")
    assert not access(Role.ADMIN).may_write("p9")
