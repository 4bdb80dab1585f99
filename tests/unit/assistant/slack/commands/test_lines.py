"""What a command is understood as."""

from __future__ import annotations

import pytest

from assistant.slack.commands.lines import USAGE, Line, Wish, read_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", Line(Wish.HELP)),
        ("  Help ", Line(Wish.HELP)),
        ("help draft", Line(Wish.HELP, about="draft")),
        ("note", Line(Wish.UNFINISHED, about="note")),
        ("digest", Line(Wish.DIGEST)),
        ("digest now", Line(Wish.DIGEST)),
        ("Digest Settings", Line(Wish.SETTINGS)),
        ("digest on Fridays at 9", Line(Wish.QUESTION, "/digest on Fridays at 9")),
        ("brief  Acme Ltd", Line(Wish.QUESTION, "/brief Acme Ltd")),
        ("NOTE Acme: 5 &lt; 6", Line(Wish.QUESTION, "/note Acme: 5 &lt; 6")),
        ("attention", Line(Wish.QUESTION, "/attention")),
        ("remind me on Friday", Line(Wish.QUESTION, "/remind me on Friday")),
        ("atention", Line(Wish.MISTYPED, about="attention")),
        ("breif", Line(Wish.MISTYPED, about="brief")),
        ("Acme", Line(Wish.QUESTION, "Acme")),
        ("why?", Line(Wish.QUESTION, "why?")),
        ("notes about Acme", Line(Wish.QUESTION, "notes about Acme")),
        ("Admin", Line(Wish.ADMIN, about="admin")),
        ("help admin", Line(Wish.HELP, about="admin")),
        ("admin of Acme?", Line(Wish.QUESTION, "admin of Acme?")),
        ("help me with Acme", Line(Wish.QUESTION, "help me with Acme")),
    ],
)
def test_a_line_is_a_subcommand_or_a_question(text: str, line: Line) -> None:
    assert read_line(text) == line


@pytest.mark.parametrize("example", USAGE.values())
def test_every_example_of_help_is_understood(example: str) -> None:
    assert read_line(example).wish in {Wish.QUESTION, Wish.DIGEST, Wish.ADMIN, Wish.HELP}
