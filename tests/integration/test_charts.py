"""Charts of the sample's answers: figures of the answer itself, in words, in Slack's own form, as kept."""

import shutil
from collections.abc import Iterator
from datetime import date
from io import StringIO
from itertools import chain
from pathlib import Path

import pytest
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from assistant.app import open_rapport
from assistant.charts.native import native
from assistant.charts.twin import twin
from assistant.contract import Answer
from assistant.past_scores import PastScores
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.standings import Standings
from assistant.terminal.printing import show_answer
from tools.policy import Policy

PRIYA = "priya.nair@vendor.example"
QUESTIONS = (
    "Which partners need attention?",
    "How is Nebelhorn doing?",
    "Why did Nebelhorn drop?",
    "Who moved tier since last quarter?",
    "Show me the funnel",
    "Show me the coverage map",
)


@pytest.fixture(scope="module")
def rapport(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapport]:
    home = tmp_path_factory.mktemp("home")
    shutil.copy(sample_template, home / "rapport.db")
    with open_rapport(Settings(home=home)) as opened:
        yield opened


@pytest.fixture(scope="module")
def answers(rapport: Rapport) -> dict[str, Answer]:
    return {question: rapport.ask(question, rapport.person(PRIYA)) for question in QUESTIONS}


def test_what_people_see(answers: dict[str, Answer], snapshot: SnapshotAssertion) -> None:
    shown = {
        question: [(twin(chart), native(chart)) for chart in answer.charts or ()]
        for question, answer in answers.items()
    }
    assert shown == snapshot


def test_each_value_is_a_figure_of_the_answer(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        figures = {fact.value for fact in answer.facts or ()}
        for chart in answer.charts or ():
            rows = chain(*(one.values + one.across for one in chart.series), chart.edges)
            assert {value for value in rows if value is not None} <= figures
            assert {name for one in chart.series for name in one.names} <= figures


def test_an_answer_is_kept_and_read_back_with_its_charts(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        assert Answer.model_validate_json(answer.to_json()).charts == answer.charts
        assert answer.charts


def test_a_terminal_shows_a_line_per_category(answers: dict[str, Answer]) -> None:
    console = Console(width=100, record=True, file=StringIO())
    show_answer(console, answers["Which partners need attention?"])
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    at = lines.index("Money at stake in the next 90 days")
    assert [line.split("  ")[0] for line in lines[at + 1 : at + 3]] == [
        "Nebelhorn Systemhaus",
        "Moosbach Systeme",
    ]


def test_past_scores_are_those_of_a_standing_of_that_day(rapport: Rapport) -> None:
    day = date(2026, 3, 31)
    standings = Standings(rapport.engine, Policy())
    kept = PastScores(rapport.engine, standings.policy.scorecard, standings.columns)
    assert kept.on([day])[day].equals(standings.at(day).scorecards.scores)
    assert kept.on([day])[day] is kept.on([day])[day]
