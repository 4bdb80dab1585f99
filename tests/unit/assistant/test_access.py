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


@pytest.mark.parametrize("own_book_only", [False, True])
def test_who_covers_a_colleague_sees_and_writes_for_both_books(own_book_only: bool) -> None:
    mia = Person("mia@vendor.example", "Mia", Role.MANAGER)
    who = Access(mia, BOOKS, own_book_only, covered=frozenset({"tom@vendor.example"}))
    assert who.charge == {"p1", "p2"}
    assert who.book == {"p1"}
    assert {partner for partner in BOOKS if who.may_write(partner)} == {"p1", "p2"}
    assert ("p3" in who.visible) is not own_book_only


def test_covering_nobody_in_particular_opens_no_partner_without_an_owner() -> None:
    mia = Person("mia@vendor.example", "Mia", Role.MANAGER)
    who = Access(mia, BOOKS, own_book_only=True, covered=frozenset({""}))
    assert not who.may_write("p3")
    assert not who.may_see("p3")


def test_covering_gives_a_viewer_nothing_to_write() -> None:
    viewer = Person("mia@vendor.example", "Mia", Role.VIEWER)
    who = Access(viewer, BOOKS, own_book_only=False, covered=frozenset({"tom@vendor.example"}))
    assert not any(map(who.may_write, BOOKS))
