"""`rapport drafts` with drafts that no job wrote: listed, shown whole, approved and put aside by their id."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.console import Console

from assistant.contract import Answer
from assistant.errors import AssistantError
from assistant.rapport import Rapport
from assistant.terminal.draft_screen import draft_panels, for_terminal
from assistant.terminal.reviewing import Wanted, review
from knowledge.people import Person
from tools.drafts import DraftState

THREAD = "one"


@pytest.fixture(scope="module")
def me(rapport: Rapport) -> Person:
    return rapport.person("")


@pytest.fixture(scope="module")
def answer(rapport: Rapport, me: Person) -> Answer:
    return rapport.ask("Write three check-in messages", me, thread=THREAD)


def ids_of(answer: Answer) -> list[str]:
    return [one.id for one in answer.drafts or ()]


def test_drafts_of_no_job_are_listed_with_an_id_that_shows_them(
    rapport: Rapport, me: Person, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = ids_of(answer)
    assert review(rapport, Wanted(), me) == 0
    listed = capsys.readouterr().out
    assert listed.startswith(f"{len(ids)} messages wait for you")
    assert all(f"\n{one[:8]}  " in listed for one in ids)
    for draft in answer.drafts or ():
        assert review(rapport, Wanted(which=draft.id[:8]), me) == 0
        shown = capsys.readouterr().out
        assert draft.body in shown
        assert draft.channel == "slack" or f"Subject: {draft.subject}" in shown
        assert draft.to in shown


def test_the_panel_and_the_words_after_approve_it_name_the_command(
    rapport: Rapport, me: Person, answer: Answer
) -> None:
    console = Console(width=100)
    with console.capture() as seen:
        console.print(*draft_panels(rapport, answer))
    assert all(f"Decide on it: rapport drafts {one[:8]} " in seen.get() for one in ids_of(answer))
    said = rapport.ask("approve it", me, thread=THREAD)
    assert "with the button below it" in said.text, "as Slack says it"
    assert for_terminal(rapport, said, me).text.endswith("approve it there: rapport drafts")
    tom = rapport.person("Tom")
    assert for_terminal(rapport, said, tom).text.endswith(f"rapport drafts --as {tom.email}")


def test_exactly_what_was_shown_is_approved_and_nothing_that_changed_since(
    rapport: Rapport, me: Person, answer: Answer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first, second = ids_of(answer)[:2]
    review(rapport, Wanted(which=first[:8]), me)
    code = re.findall(r"--approve (\w{8})", capsys.readouterr().out)[0]
    words = tmp_path / "words.txt"
    words.write_text("Hello, shall we talk?", encoding="utf-8")
    assert review(rapport, Wanted(which=first, file=words), me) == 0
    newer = re.findall(rf"rapport drafts {first[:8]} --approve (\w{{8}})", capsys.readouterr().out)[0]
    for wrong in (code, newer[:4], f"{newer} "):
        with pytest.raises(AssistantError, match="Read it again"):
            review(rapport, Wanted(which=first, approve=wrong), me)
    assert review(rapport, Wanted(which=first[:8], approve=newer), me) == 0
    assert rapport.draft(first).approved_by == me.email
    assert review(rapport, Wanted(which=second[:8], skip=True), me) == 0
    assert rapport.draft(second).state is DraftState.DISMISSED
    with pytest.raises(AssistantError):
        review(rapport, Wanted(which=second[:8], skip=True), me)
    capsys.readouterr()
    review(rapport, Wanted(), me)
    left = capsys.readouterr().out
    assert first[:8] not in left
    assert second[:8] not in left


@pytest.mark.parametrize("verb", [{}, {"skip": True}, {"approve": "00000000"}])
def test_nobody_else_sees_or_decides_a_draft_by_its_id(
    rapport: Rapport, answer: Answer, verb: dict[str, bool | str]
) -> None:
    colleague, last = rapport.person("Élodie"), ids_of(answer)[-1]
    for typed in (last, last[:8], last[:3], "d%", "d_______", "nope"):
        with pytest.raises(AssistantError, match="that Élodie Garnier may decide on"):
            review(rapport, Wanted(which=typed, **verb), colleague)  # type: ignore[arg-type]  # one of three options
    with pytest.raises(AssistantError, match="No messages wait for you"):
        review(rapport, Wanted(), colleague)


def test_what_is_to_be_typed_next_names_the_same_person(
    rapport: Rapport, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    lead, last = rapport.person("Tom"), ids_of(answer)[-1]
    review(rapport, Wanted(which=last, as_person="Tom Ashworth"), lead)
    shown = capsys.readouterr().out
    assert re.search(
        rf"rapport drafts {last[:8]} --approve \w{{8}} --as 'Tom Ashworth'$", shown, re.MULTILINE
    )


def test_a_decision_without_a_message_asks_which(rapport: Rapport, me: Person, answer: Answer) -> None:
    assert answer.drafts
    with pytest.raises(AssistantError, match="Say which message"):
        review(rapport, Wanted(skip=True), me)
