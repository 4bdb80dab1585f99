from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cost import seconds_of
from tools.mentions import spot
from tools.names import NameEntry, NameIndex, NameKind

ORDINARY = frozenset(
    {
        "how",
        "is",
        "the",
        "why",
        "did",
        "drop",
        "orange",
        "target",
        "note",
        "all",
        "any",
        "flags",
        "our",
        "what",
    }
    | {"me", "on", "brief", "doing", "and", "to", "write"}
)
NAMES = NameIndex(
    [
        *(
            NameEntry(NameKind.PARTNER, f"p{number}", name, (), f"p{number}")
            for number, name in enumerate(
                [
                    "Kestrel Cloud GmbH",
                    "Acme",
                    "Acme Labs",
                    "Orange",
                    "Target Systems",
                    "Sable & Finch",
                    "Helixware",
                ]
            )
        ),
        NameEntry(NameKind.CONTACT, "c1", "Dana Keller", (), "p0"),
        NameEntry(NameKind.MANAGER, "m1", "Priya Rao"),
        NameEntry(NameKind.SECTOR, "Healthcare", "Healthcare"),
        NameEntry(NameKind.REGION, "DACH", "DACH"),
    ]
)


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(mention.text, mention.ids) for mention in spot(text, NAMES, ORDINARY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hows kestrell doing", [("kestrell", ("p0",))]),
        ("Acme's score", [("Acme", ("p1",))]),
        ("Why did Acmes score drop", [("Acme", ("p1",))]),
        ("brief me on acme labs", [("acme labs", ("p2",))]),
        ("acme, target systems", [("acme", ("p1",)), ("target systems", ("p4",))]),
        ("helix ware vs KESTREL CLOUD", [("helix ware", ("p6",)), ("KESTREL CLOUD", ("p0",))]),
        ("sable and finch?", [("sable and finch", ("p5",))]),
        ("priya's book in dach", [("priya", ("m1",)), ("dach", ("DACH",))]),
        ("Frau Keller in healthcare", [("Frau Keller", ("c1",)), ("healthcare", ("Healthcare",))]),
        ("tell d'Acme", [("Acme", ("p1",))]),
    ],
)
def test_names_are_found_as_people_write_them(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "any orange flags?",
        "what is our target",
        "are we on target?",
        "the orange one",
        "the Orange one",
        "se lo doy a orange",
        "Target dates please",
    ],
)
def test_an_everyday_word_is_no_name_where_no_name_would_stand(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["how is orange doing?", "why did Orange drop", "brief me on orange"])
def test_an_everyday_word_is_a_name_where_a_name_stands(text: str) -> None:
    assert [ids for _, ids in found(text)] == [("p3",)]


@pytest.mark.parametrize(
    "text",
    [
        "what do we owe orange",
        "ltv of orange",
        "is orange profitable",
        "has orange been paid",
        "introduce acme to orange for june",
        "was schulden wir orange?",
        "without moving orange",
        "orange june payout",
    ],
)
def test_an_everyday_word_in_lower_case_is_a_name_where_only_a_name_fits(text: str) -> None:
    assert ("orange", ("p3",)) in found(text)


@pytest.mark.parametrize(
    "text",
    ["what do we owe on orange deals", "is orange the colour", "margin of the target", "pay target rates"],
)
def test_an_everyday_word_beside_others_stays_a_word(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=80))
def test_mentions_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    mentions = spot(text, NAMES, ORDINARY)
    ends = [0]
    for mention in mentions:
        assert mention.start >= ends[-1]
        assert text[mention.start : mention.end] == mention.text
        ends.append(mention.end)


def test_ten_thousand_partners_are_searched_quickly() -> None:
    chance = random.Random(3)
    syllables = [first + second for first in "bcdfghklmnprstvz" for second in "aeiou"]
    entries = [
        NameEntry(
            NameKind.PARTNER,
            f"p{at}",
            "".join(chance.choices(syllables, k=4)).title() + " Systems",
            (),
            f"p{at}",
        )
        for at in range(10_000)
    ]
    names = NameIndex(entries)
    name = entries[77].name
    spot("warm up bakozzuma", names, ORDINARY)
    words = f"why did {name[:-9]} drop since zzpring in bakozzuma"
    assert "p77" in spot(words, names, ORDINARY)[0].ids
    assert seconds_of(lambda: spot(words, names, ORDINARY)) < 0.05


EVERYDAY = ORDINARY | {"may", "in", "for", "pay", "we", "data", "missing", "as", "orange", "harbor", "since"}
NEIGHBOURS = NameIndex(
    [
        *(
            NameEntry(NameKind.PARTNER, f"p{number}", name, aliases, f"p{number}")
            for number, (name, aliases) in enumerate(
                [
                    ("May Consulting", ()),
                    ("Drayton Hale", ("DH",)),
                    ("Maison Corvelle", ()),
                    ("Nordlicht Systeme GmbH", ("Nordlicht",)),
                    ("Nordlys Data", ()),
                    ("Umbrella", ()),
                    ("Umbra Labs", ()),
                    ("Acme GmbH", ()),
                    ("Acme Ltd", ()),
                    ("Orange Harbour", ()),
                    ("Orange", ()),
                    ("Lakeshore & Boyle", ("L&B",)),
                    ("Sistemas del Sur", ()),
                ]
            )
        ),
        NameEntry(NameKind.CONTACT, "c1", "Dana Keller", (), "p0"),
    ]
)


def ids_in(text: str) -> list[tuple[str, ...]]:
    return [mention.ids for mention in spot(text, NEIGHBOURS, EVERYDAY)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ltv of Draton Hale", [("p1",)]),
        ("what did we pay May Consulting for May", [("p0",)]),
        ("we pay may consultng in may", [("p0",)]),
        ("Dana is away in May", [("c1",)]),
        ("Dana is away since 5 May", [("c1",)]),
        ("how is May doing", [("p0",)]),
        ("acme gmbg since june", [("p7",)]),
        ("the Amce GmbH", [("p7",)]),
        ("how is orange harbor", [("p9",)]),
        ("status L&B?", [("p11",)]),
        ("DH: why down?", [("p1",)]),
    ],
)
def test_one_name_is_one_mention_and_a_date_is_none(text: str, ids: list[tuple[str, ...]]) -> None:
    assert ids_in(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("is Umbrella Labs certified", {"p5", "p6"}),
        ("hows nordlich data doing", {"p3", "p4"}),
        ("brief me on Nordlicht Data", {"p3", "p4"}),
    ],
)
def test_the_start_of_one_name_and_the_end_of_another_may_mean_either(text: str, ids: set[str]) -> None:
    assert [set(found) for found in ids_in(text)] == [ids]


def test_an_everyday_word_after_a_whole_name_makes_no_mixture() -> None:
    assert ids_in("what nordlicht data is missing") == [("p3",)]


@pytest.mark.parametrize(
    "text",
    ["on doit payer Maison Valcourt", "how is Torrevieja Sistemas doing", "how is Contorix Labs doing"],
)
def test_a_part_of_a_name_beside_an_unknown_one_is_no_name(text: str) -> None:
    assert ids_in(text) == []
