import base64
import codecs

import pytest

from tests.cost import seconds_of
from tools.grounding.folding import canonical, cleaned
from tools.grounding.names import NameIndex
from tools.grounding.word_lists import proper

INDEX = NameIndex.build(
    [
        "Northwind Traders",
        "Acme",
        "Harbor",
        "Target Group GmbH",
        "globex.example",
        "Blue Harbor Consulting",
        "SAP",
    ]
)


def found(text: str, starts: frozenset[int] = frozenset({0})) -> set[str]:
    return {one.name for one in INDEX.find(cleaned(text), starts, proper())}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("as Northwind did", "Northwind Traders"),
        ("as NORTHWIND TRADERS did", "Northwind Traders"),
        ("N.o.r.t.h.w.i.n.d", "Northwind Traders"),
        ("n0rthw1nd", "Northwind Traders"),
        ("nor\u200bth\u00adwind", "Northwind Traders"),
        ("\u039d\u043erthwind", "Northwind Traders"),
        ("\uff2e\uff4f\uff52\uff54\uff48\uff57\uff49\uff4e\uff44", "Northwind Traders"),
        ("dniwhtron", "Northwind Traders"),
        (codecs.encode("northwind", "rot13"), "Northwind Traders"),
        ("thenorthwindcase", "Northwind Traders"),
        ("north-wind", "Northwind Traders"),
        ("acme", "Acme"),
        ("A c m e", "Acme"),
        ("ac-me", "Acme"),
        ("\u0430cm\u0435", "Acme"),
        ("talk to Harbor", "Harbor"),
        ("see globex.example", "globex.example"),
        ("the blue harbor people", "Blue Harbor Consulting"),
        ("with SAP", "SAP"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize("name", ["Northwind", "Acme", "northwind traders"])
def test_an_encoded_name_is_found(name: str) -> None:
    for blob in (base64.b64encode(name.encode()).decode(), name.encode().hex()):
        [first, *_] = INDEX.find(cleaned(f"Reference {blob} ok"))
        assert first.encoded


@pytest.mark.parametrize(
    "text",
    [
        "We harbor no second thoughts, and the target is clear.",
        "Target dates are fine.",
        "The group met the partner on target.",
        "A sap runs down the tree.",
        "blue sky, a harbor, consulting",
        "first go to market, then all in",
    ],
)
def test_everyday_words_are_no_names(text: str) -> None:
    assert not found(text)


def test_ten_thousand_names_take_no_time() -> None:
    names = [
        f"Zq{chr(97 + a)}{chr(97 + b)}{chr(97 + c)}x Systems"
        for a in range(26)
        for b in range(26)
        for c in range(15)
    ]
    index = NameIndex.build(names)
    text = cleaned("I saw that you closed the deal with the hospital group and wanted to say well done. " * 8)
    assert not list(index.find(text))
    assert seconds_of(lambda: list(index.find(text))) < 0.2


def test_the_skeleton_is_the_same_for_look_alikes() -> None:
    assert (
        canonical("D3m-ent0r")
        == canonical("dementor")
        == canonical("\uff24\uff25\uff2d\uff25\uff2e\uff34\uff2f\uff32")
        == canonical("d\u0435m\u0435nt\u043er")
    )
