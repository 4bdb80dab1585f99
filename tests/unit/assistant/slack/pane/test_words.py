"""What a step is called while it is done, and that nothing from data acts in it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, create_engine, insert
from sqlalchemy.pool import StaticPool

from assistant.progress import Step
from assistant.slack.pane.words import NAME, STATUS, StepWords, literal_words
from assistant.toolbox.registry import TOOLS
from evals.slack_standin.rules import stream_markup
from knowledge.tables import INCOMING, metadata
from prompts.phrases import phrases

DAY = date(2026, 10, 3)
ATTACK = "<!channel> [x](https://evil.test)" * 20
HOSTILE = (
    "<!channel>",
    "<@U0RAPPORT> hi",
    "<https://evil.test|Globex>",
    "[Globex](https://evil.test)",
    "![x](https://evil.test/p.png)",
    "https://evil.test/?q=1",
    "www.evil.test",
    "<mailto:a@evil.test>",
    "*bold* `code` ~gone~",
    "two\nlines\u2028three",
    "\u202eright to left",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    tables = [INCOMING[name] for name in ("partners", "contacts", "notes")]
    metadata.create_all(engine, tables)
    with engine.begin() as connection:
        connection.execute(insert(tables[0]).values(partner_id="p1", name="Globex"))
        connection.execute(
            insert(tables[0]).values(partner_id="p2", name="<!channel> [x](https://evil.test)" * 20)
        )
        connection.execute(insert(tables[1]).values(contact_id="c1", partner_id="p1", name="Dana Scott"))
        for number in range(14):
            note = {"note_id": f"n{number}", "partner_id": "p1", "date": DAY, "text": "x"}
            connection.execute(insert(tables[2]).values(**note))
    return engine


@pytest.fixture(scope="module")
def words(engine: Engine) -> StepWords:
    return StepWords(engine, phrases())


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (Step("search_notes", ("p1",)), "reading 14 notes about Globex"),
        (Step("call_brief", ("p1",)), "reading 14 notes about Globex"),
        (Step("call_brief", ("p2",)), "preparing a brief on"),
        (Step("compare_partners", looked_at=48), "comparing 48 partners"),
        (Step("compare_partners", ("p1", "p2")), "comparing 2 partners"),
        (Step("partners_needing_attention", looked_at=1), "going through 1 partner"),
        (Step("draft_message", ("p1",), "c1"), "writing to Dana Scott at Globex"),
        (Step("draft_message", ("p1",)), "writing to Globex"),
        (Step("draft_message", ("p1", "p2")), "writing to 2 partners"),
        (Step("explain_change", ("p1",)), "comparing Globex now and before"),
        (Step("partner_profile", ("p1",)), "looking at Globex"),
        (Step("partner_profile", ("gone",)), "looking it up"),
        (Step("data_health"), "counting what there is"),
    ],
)
def test_a_step_is_told_as_precisely_as_it_is_known(words: StepWords, step: Step, told: str) -> None:
    assert words.of(step).startswith(told)


def test_every_tool_has_words_and_none_shows_its_name(words: StepWords) -> None:
    for tool in TOOLS:
        for step in (
            Step(tool),
            Step(tool, ("p1",), "c1"),
            Step(tool, ("p1", "p2")),
            Step(tool, looked_at=7),
        ):
            told = words.of(step)
            assert told
            assert "_" not in told


def test_a_partner_whose_name_is_an_attack_is_named_and_harmless(words: StepWords) -> None:
    for tool in TOOLS:
        told = words.of(Step(tool, ("p2",)))
        assert stream_markup(told) == []
        assert "<" not in told
        assert len(told) <= STATUS
    assert len(words.of(Step("partner_profile", ("p2",)))) <= NAME + len("looking at ")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_forms_markup_in_a_line(text: str) -> None:
    line = literal_words(text, 60)
    assert stream_markup(line) == []
    assert not set(line) & set("<>[]*`~\n\u2028\u202e")


def test_a_line_keeps_to_its_length() -> None:
    assert len(literal_words("word " * 100, 60)) == 60
    assert literal_words("Wie läuft es mit Müller & Söhne?", 60) == "Wie läuft es mit Müller & Söhne?"
