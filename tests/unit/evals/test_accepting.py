"""Accepted candidates become cases: all of them, or none and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from evals.accepting import FILE, NotAccepted, accept

RIGHT = {"ask": "how is Acme", "kind": "use", "calls": [{"partner_profile": {"partner": "P31"}}]}
ASKED = {
    "ask": "and rising",
    "after": ["who needs me"],
    "calls": [{"partners_needing_attention": {"lane": "rising"}}],
}


def candidates(folder: Path, *cases: dict[str, Any]) -> Path:
    file = folder / "candidates.yaml"
    file.write_text("# Read me.\n" + yaml.safe_dump({"cases": [{"comment": "…", **one} for one in cases]}))
    return file


def accepted(one: dict[str, Any]) -> dict[str, Any]:
    return {"accept": True, **one}


def cases_in(file: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load(file.read_text())["cases"]
    return cases


def test_what_is_accepted_moves_and_the_rest_stays(tmp_path: Path) -> None:
    file = candidates(tmp_path, accepted(RIGHT), {"accept": False, **ASKED})
    accept(file, "questions", tmp_path)
    assert cases_in(tmp_path / "questions" / "cases" / FILE) == [RIGHT]
    assert [one["ask"] for one in cases_in(file)] == ["and rising"]
    assert file.read_text().startswith("# Read me.\n")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"ask": "how is Globex", "calls": []}, "give either calls or an outcome"),
        ({"ask": "how is Globex", "calls": [{"partner_profil": {}}]}, "there is no tool 'partner_profil'"),
        ({"ask": "?", "calls": [{"partners_needing_attention": {"lane": {"any": ["due", "odd"]}}}]}, "lane"),
        ({"ask": "how is Acme", "outcome": "ask"}, "is there twice"),
    ],
)
def test_one_that_does_not_fit_keeps_all_from_moving(tmp_path: Path, wrong: dict[str, Any], why: str) -> None:
    file = candidates(tmp_path, accepted(RIGHT), accepted(wrong))
    before = file.read_text()
    with pytest.raises(NotAccepted, match=why):
        accept(file, "questions", tmp_path)
    assert file.read_text() == before
    assert not (tmp_path / "questions").exists()


def test_a_question_that_the_suite_has_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "questions" / "cases"
    folder.mkdir(parents=True)
    (folder / "names.yaml").write_text(yaml.safe_dump({"cases": [{**RIGHT, "kind": "name"}]}))
    with pytest.raises(NotAccepted, match=r"is in names\.yaml already"):
        accept(candidates(tmp_path, accepted(RIGHT)), "questions", tmp_path)


def test_a_run_that_was_cut_off_between_the_two_files_goes_on(tmp_path: Path) -> None:
    accept(candidates(tmp_path, accepted(RIGHT)), "questions", tmp_path)
    file = candidates(tmp_path, accepted(RIGHT), accepted(ASKED))
    accept(file, "questions", tmp_path)
    assert cases_in(tmp_path / "questions" / "cases" / FILE) == [RIGHT, ASKED]
    assert cases_in(file) == []


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    for text in ("", "cases: 3", "cases: [{ask: x}]", "{"):
        (tmp_path / "odd.yaml").write_text(text)
        with pytest.raises(NotAccepted, match="is no file of candidates"):
            accept(tmp_path / "odd.yaml", "questions", tmp_path)
