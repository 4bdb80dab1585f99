"""What admins read in Slack of an import fits, however much went wrong."""

from assistant.intake.news import Told, news_of
from assistant.slack.blocks import literal
from assistant.slack.import_news import news_message
from assistant.slack.outgoing import Message, post_arguments, sealed
from evals.slack_standin.rules import check_message
from knowledge.importing.problems import ImportProblem, some_of
from knowledge.importing.report import ImportReport


def test_news_of_many_long_problems_fits_a_message() -> None:
    problems = tuple(
        ImportProblem(f"{n}&" * 90, n, "a", "b", "x" * 40_000) for n in range(7) for _ in range(9)
    )
    message = news_message(news_of(ImportReport(problems=problems), Told(), "/exports"), 15)
    check_message(post_arguments(sealed(message)))
    assert any("2 more files" in str(block) for block in message.blocks)


def test_plain_sections_are_cut_too() -> None:
    check_message(post_arguments(sealed(Message("long", literal("x" * 39_731)))))


def test_of_a_thousand_foreign_files_ten_are_named() -> None:
    assert some_of([f"{n}.pdf" for n in range(1500)]).endswith("9.pdf and 1,490 more")
