from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.names import Closeness, NameEntry, NameIndex, NameKind

PARTNER, CONTACT, MANAGER = NameKind.PARTNER, NameKind.CONTACT, NameKind.MANAGER


def partner(number: int, name: str, *aliases: str) -> NameEntry:
    return NameEntry(PARTNER, f"p{number}", name, aliases, f"p{number}")


NAMES = NameIndex(
    [
        partner(1, "Kestrel Cloud GmbH", "KC"),
        partner(2, "Acme"),
        partner(3, "Acme Labs"),
        partner(4, "Umbrella Inc"),
        partner(5, "Umbrella Ltd"),
        partner(6, "Sable & Finch"),
        partner(7, "Blau & Söhne KG"),
        partner(8, "Orion", "Northstar"),
        partner(9, "Northstar Systems"),
        partner(10, "Vega Data", "Duo"),
        partner(11, "Rigel Data", "Duo"),
        NameEntry(CONTACT, "c1", "Dana Keller", (), "p1"),
        NameEntry(CONTACT, "c2", "Dana Ruiz", (), "p2"),
        NameEntry(MANAGER, "kestrel@example.com", "Kestrel Jones"),
    ]
)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Acme", ("p2",)),
        ("ACME", ("p2",)),
        ("acme labs", ("p3",)),
        ("kestrel", ("p1",)),
        ("Kestrel-Cloud", ("p1",)),
        ("kestrelcloud gmbh", ("p1",)),
        ("kestrell", ("p1",)),
        ("kestrel cluod", ("p1",)),
        ("KC", ("p1",)),
        ("p4", ("p4",)),
        ("Umbrella", ("p4", "p5")),
        ("umbrella ltd.", ("p5",)),
        ("sable and finch", ("p6",)),
        ("sable finch", ("p6",)),
        ("Finch", ("p6",)),
        ("Blau und Sohne", ("p7",)),
        ("Northstar", ("p8",)),
        ("duo", ("p10", "p11")),
    ],
)
def test_words_mean_the_partner_that_comes_closest(words: str, ids: tuple[str, ...]) -> None:
    assert NAMES.resolve(words).ids == ids


def test_the_askers_own_book_breaks_a_tie_but_never_beats_an_exact_name() -> None:
    assert NAMES.resolve("umbrella", prefer=frozenset(["p5"])).ids == ("p5",)
    assert NAMES.resolve("acme", prefer=frozenset(["p3"])).ids == ("p2",)


def test_a_contacts_partner_counts_as_the_askers_own() -> None:
    assert NAMES.resolve("dana", [CONTACT]).ids == ("c1", "c2")
    assert NAMES.resolve("dana", [CONTACT], frozenset(["p2"])).ids == ("c2",)


def test_a_title_before_a_persons_name_is_no_part_of_it() -> None:
    assert NAMES.resolve("Frau Keller", [CONTACT]).ids == ("c1",)


def test_only_the_kinds_asked_for_are_found() -> None:
    assert NAMES.resolve("kestrel", [MANAGER]).ids == ("kestrel@example.com",)
    assert NAMES.resolve("dana", [PARTNER]).ids == ()


def test_an_unknown_name_comes_back_with_at_most_three_near_ones() -> None:
    resolution = NAMES.resolve("Acme Laboratories Europe")
    assert resolution.ids == ()
    assert "p3" in resolution.nearest
    assert len(resolution.nearest) <= 3
    assert NAMES.resolve("xqzv").nearest == ()


def test_a_typo_is_told_apart_from_an_exact_name() -> None:
    assert NAMES.resolve("kestrell").closeness is Closeness.TYPO
    assert NAMES.resolve("Kestrel Cloud GmbH").closeness is Closeness.FULL


def test_short_words_are_never_taken_for_a_typo() -> None:
    assert NAMES.resolve("KD").ids == ()


@given(st.text(max_size=40))
def test_any_text_resolves_to_known_ids_or_none(words: str) -> None:
    resolution = NAMES.resolve(words)
    known = {entry.id for entry in NAMES.entries}
    assert set(resolution.ids) | set(resolution.nearest) <= known
    assert not (resolution.ids and resolution.nearest)


@given(st.sampled_from([entry for entry in NAMES.entries if entry.kind is PARTNER]))
def test_every_partner_is_found_by_its_own_full_name(entry: NameEntry) -> None:
    assert NAMES.resolve(entry.name).ids == (entry.id,)


NEIGHBOURS = NameIndex(
    [
        partner(1, "Acme Ltd"),
        partner(2, "Acme GmbH"),
        partner(3, "Acme Cloud Services", "ACS"),
        partner(4, "Umbra Labs"),
        partner(5, "Umbra Networks"),
        partner(6, "Umbrella"),
        partner(7, "Nordlicht Systeme GmbH", "Nordlicht"),
        partner(8, "Nordlys Data"),
        partner(9, "Maison Corvelle"),
        partner(10, "May Consulting"),
        partner(11, "Northwind"),
        partner(12, "Blue Note Digital"),
        partner(13, "Orange Harbour"),
        NameEntry(CONTACT, "c1", "Frida Westlund", (), "p11"),
    ]
)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("acme gmbg", {"p2"}),
        ("Amce GmbH", {"p2"}),
        ("acme ldt", {"p1"}),
        ("Acme Limited", {"p1"}),
        ("orange harbor", {"p13"}),
        ("Orang Harbour", {"p13"}),
        ("Norhtwind", {"p11"}),
        ("Northw", {"p11"}),
    ],
)
def test_a_typo_or_a_legal_form_decides(words: str, ids: set[str]) -> None:
    assert set(NEIGHBOURS.resolve(words).ids) == ids


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("acme", {"p1", "p2", "p3"}),
        ("akme", {"p1", "p2", "p3"}),
        ("umbraa", {"p4", "p5"}),
        ("Nordl", {"p7", "p8"}),
        ("MC", {"p9", "p10"}),
        ("Umbrella Labs", {"p4", "p6"}),
        ("nordlich data", {"p7", "p8"}),
        ("Nordlys Systeme", {"p7", "p8"}),
        ("Blue Harbour", {"p12", "p13"}),
    ],
)
def test_what_fits_several_partners_stays_open(words: str, ids: set[str]) -> None:
    assert set(NEIGHBOURS.resolve(words).ids) == ids


def test_a_mixture_of_two_names_is_not_settled_by_the_askers_book() -> None:
    assert set(NEIGHBOURS.resolve("Umbrella Labs", prefer=frozenset(["p6"])).ids) == {"p4", "p6"}


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("Southwind", "p11"),
        ("Mayer Consulting", "p10"),
        ("Day Consulting", "p10"),
        ("Maison Valcourt", "p9"),
    ],
)
def test_another_word_is_another_company(words: str, nearest: str) -> None:
    found = NEIGHBOURS.resolve(words)
    assert (found.ids, nearest in found.nearest) == ((), True)


def test_two_other_letters_make_another_persons_name() -> None:
    assert NEIGHBOURS.resolve("Westwind", [CONTACT]).ids == ()
    assert NEIGHBOURS.resolve("Westlnud", [CONTACT]).ids == ("c1",)
