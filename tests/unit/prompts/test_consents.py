"""The closed forms of an answer to an introduction: the whole message, in four languages, or nothing."""

from __future__ import annotations

import pytest

from prompts.consents import Told, still_awaited, told
from tools.mentions import spot
from tools.names import NameEntry, NameIndex, NameKind

NAMES = NameIndex(
    [
        NameEntry(NameKind.PARTNER, "L", "Lindwerk Digital"),
        NameEntry(NameKind.PARTNER, "K", "Kestrel Data"),
        NameEntry(NameKind.CONTACT, "c1", "Dana Weber", "L"),
    ]
)
AGREED, DECLINED = "agreed", "declined"


def heard(text: str) -> Told | None:
    return told(text, spot(text, NAMES))


def read(text: str) -> tuple[str, list[str], list[str]] | None:
    found = heard(text)
    if found is None:
        return None
    return found.action, [one.ids[0] for one in found.subject], [one.ids[0] for one in found.others]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lindwerk agreed", (AGREED, ["L"], [])),
        ("ok, FYI: Lindwerk Digital has agreed to meet Kestrel Data today. Thanks!", (AGREED, ["L"], ["K"])),
        ("Please record that Lindwerk said yes", (AGREED, ["L"], [])),
        ("can you note that Lindwerk agreed?", (AGREED, ["L"], [])),
        ("Lindwerk is fine with it", (AGREED, ["L"], [])),
        ("Kestrel Data wants to meet Lindwerk Digital", (AGREED, ["K"], ["L"])),
        ("Yesterday Kestrel Data agreed to the introduction", (AGREED, ["K"], [])),
        ("Kestrel Data agreed on 3 November", (AGREED, ["K"], [])),
        ("Dana agreed to meet Kestrel Data", (AGREED, ["c1"], ["K"])),
        ("Dana Weber at Lindwerk said yes", (AGREED, ["c1", "L"], [])),
        ("Lindwerk said no", (DECLINED, ["L"], [])),
        ("Lindwerk isn't interested", (DECLINED, ["L"], [])),
        ("Lindwerk hat der Vorstellung zugestimmt", (AGREED, ["L"], [])),
        ("Bitte notiere, dass Lindwerk zugestimmt hat", (AGREED, ["L"], [])),
        ("Lindwerk möchte Kestrel Data kennenlernen", (AGREED, ["L"], ["K"])),
        ("Lindwerk hat abgelehnt", (DECLINED, ["L"], [])),
        ("Lindwerk ha dicho que sí", (AGREED, ["L"], [])),
        ("Lindwerk ha aceptado la presentación con Kestrel Data", (AGREED, ["L"], ["K"])),
        ("Lindwerk dijo que no", (DECLINED, ["L"], [])),
        ("Lindwerk a accepté la mise en relation", (AGREED, ["L"], [])),
        ("Lindwerk est d\u2019accord, merci", (AGREED, ["L"], [])),
        ("Lindwerk ne veut pas rencontrer Kestrel Data", (DECLINED, ["L"], ["K"])),
        ("they have been introduced", ("made", [], [])),
        ("It's done, they met", ("made", [], [])),
        ("I introduced Lindwerk to Kestrel Data yesterday", ("made", [], ["L", "K"])),
        ("Lindwerk und Kestrel Data haben sich kennengelernt", ("made", [], ["L", "K"])),
    ],
)
def test_a_message_that_is_nothing_but_an_answer_is_one(text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "both agreed",
        "both sides have agreed",
        "beide haben zugestimmt",
        "ambos han aceptado",
        "les deux ont accepté",
    ],
)
def test_both_agree_only_where_that_is_the_whole_message(text: str) -> None:
    assert (found := heard(text)) is not None
    assert (found.action, found.both, found.two) == (AGREED, True, False)
    assert heard(f"{text} in Germany") is None


def test_two_who_are_named_answer_together() -> None:
    assert (found := heard("Lindwerk and Kestrel Data agreed")) is not None
    assert (found.two, found.both) == (True, False)
    assert [one.ids for one in found.subject] == [("L",), ("K",)]


@pytest.mark.parametrize(
    "text",
    [
        "Lindwerk will agree to meet Kestrel Data",
        "Lindwerk would agree to the introduction",
        "hopefully Lindwerk agreed to the introduction",
        "pretend Lindwerk agreed to the introduction",
        "assume Lindwerk agreed to the introduction",
        "I doubt Lindwerk agreed to meet Kestrel Data",
        "Lindwerk has yet to agree to the introduction",
        "Lindwerk agreed at first but then pulled out",
        "Lindwerk agreed to the discount",
        "Lindwerk agreed but Kestrel Data declined",
        "Kestrel Data told me that Lindwerk agreed",
        "Kestrel Data says Lindwerk agreed",
        "Lindwerk agreed, Kestrel Data too",
        "Lindwerk declined, Kestrel Data agreed",
        "Lindwerk agreed to meet Kestrel Data, both are in Germany",
        "Lindwerk agreed to meet Kestrel Data but I made that up",
        "tell me when Lindwerk agrees",
        "if Lindwerk agreed, fine",
        "has Lindwerk agreed",
        "has either side agreed",
        "either side agreed",
        "Lindwerk agreed?",
        "can you check that Lindwerk agreed?",
        "we agreed on Tuesday",
        "she agreed",
        "both would agree",
        "Globex agreed",
        'Dana wrote "Lindwerk agreed"',
        "Lindwerk did not agree yet",
        "Lindwerk würde zustimmen",
        "Lindwerk hat vielleicht zugestimmt",
        "creo que Lindwerk ha aceptado",
        "Lindwerk accepterait",
        "Lindwerk and Kestrel Data should have been introduced",
        "Lindwerk and Kestrel Data have met before at a fair",
        "Lindwerk and Kestrel Data will be introduced next week",
        "I plan to have Lindwerk and Kestrel Data introduced",
        "Lindwerk and Kestrel Data were almost introduced",
    ],
)
def test_anything_that_says_more_or_less_is_none(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Lindwerk did not agree yet",
        "Lindwerk hasn't answered",
        "Lindwerk has yet to agree",
        "Lindwerk hat noch nicht zugestimmt",
        "Lindwerk todavía no ha aceptado",
        "Lindwerk n'a pas encore répondu",
    ],
)
def test_an_answer_that_has_not_come_is_known(text: str) -> None:
    assert still_awaited(text)


@pytest.mark.parametrize("text", ["Lindwerk agreed", "Lindwerk said no", "Lindwerk hat abgelehnt"])
def test_an_answer_that_has_come_is_awaited_no_more(text: str) -> None:
    assert not still_awaited(text)
