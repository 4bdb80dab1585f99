import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from prompts.phrases import PhrasesError, UnknownPhraseError, load, phrases
from prompts.slots import Slot, SlotError, parse

ROOT = Path(__file__).parents[3]
MAKERS = {"Statement", "Suggestion", "TableSpec"}


def used_keys() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Place, key and slot names (None when they are not written out) of every phrase that code names."""
    for file in sorted([*ROOT.glob("tools/**/*.py"), *ROOT.glob("assistant/**/*.py")]):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in MAKERS or not node.args:
                continue
            key = node.args[0]
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                continue
            slots = node.args[1] if len(node.args) > 1 else None
            names: frozenset[str] | None = frozenset()
            if isinstance(slots, ast.Dict):
                known = all(isinstance(name, ast.Constant) for name in slots.keys)
                names = frozenset(name.value for name in slots.keys) if known else None
            elif slots is not None:
                names = None
            yield f"{file.relative_to(ROOT)}:{node.lineno}", key.value, names


def test_every_phrase_that_code_names_is_written() -> None:
    missing = [(place, key) for place, key, _ in used_keys() if key not in phrases().texts]
    assert not missing


def test_every_phrase_has_only_slots_that_its_statement_fills() -> None:
    short = [
        (place, key, sorted(phrases().text(key).slots - slots))
        for place, key, slots in used_keys()
        if slots is not None and key in phrases().texts and not phrases().text(key).slots <= slots
    ]
    assert not short


def test_every_reason_to_refuse_has_words() -> None:
    reasons = {
        keyword.value.value
        for file in ROOT.glob("assistant/**/*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "refuse" and isinstance(keyword.value, ast.Constant)
    }
    assert {f"answer.refuse_{reason}" for reason in reasons if reason} <= phrases().texts.keys()


def test_a_slot_has_a_name_and_perhaps_words_for_one_and_many() -> None:
    text = parse("{partner} won {deals:deal|deals}.")
    assert text.slots == {"partner", "deals"}
    assert Slot("deals", "deal", "deals") in text.parts
    assert Slot("deals", "deal", "deals").naming("f1") == "{f1:deal|deals}"


@pytest.mark.parametrize("bad", ["{", "}", "{Name}", "{a:b}", "{a:b|c|d}", "{}", "{a b}"])
def test_a_stray_brace_is_refused(bad: str) -> None:
    with pytest.raises(SlotError, match="slot"):
        parse(f"text {bad} text")


def test_a_key_written_twice_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "a.yaml").write_text("one: First\none: Second\nbad: 'x {'\n", encoding="utf-8")
    (folder / "labels.yaml").write_text("tier.x: x\n", encoding="utf-8")
    (folder / "labels_more.yaml").write_text("tier.x: y\n", encoding="utf-8")
    with pytest.raises(PhrasesError) as error:
        load(tmp_path, "en")
    for part in ("a.one", "bad", "tier.x"):
        assert part in str(error.value)


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(UnknownPhraseError, match=r"answer\.clarify"):
        phrases().text("answer.clarrify")


def test_a_language_without_phrases_falls_back_to_english() -> None:
    assert phrases("xx").text("answer.nothing") == phrases("en").text("answer.nothing")
