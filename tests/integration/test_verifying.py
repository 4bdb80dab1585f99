"""`rapport verify`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.app import open_rapport
from assistant.cli import app
from assistant.settings import Settings
from knowledge.partners import partner_cards

PRIYA = "priya.nair@vendor.example"


@pytest.fixture
def home(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAPPORT_HOME", str(sample_home))
    return sample_home


def verify(text: str, *more: str, partner: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(
        app, ["verify", "--partner", partner, "-", "--as", PRIYA, *more], input=text.encode()
    )
    return done.exit_code, done.output


@pytest.fixture
def books(home: Path) -> tuple[str, str]:
    """A partner of Priya's and one of somebody else's."""
    with open_rapport(Settings(home=home)) as rapport, rapport.engine.connect() as connection:
        cards = partner_cards(connection).values()
    own = next(card.name for card in cards if card.manager_email == PRIYA)
    return own, next(card.name for card in cards if card.manager_email != PRIYA)


@pytest.fixture
def partner(books: tuple[str, str]) -> str:
    return books[0]


def test_a_clean_text_has_nothing_against_it(partner: str) -> None:
    code, said = verify("Hello,\n\ncould we talk next week?\n\nBest,\nPriya", partner=partner)
    assert (code, "Nothing against it" in said) == (0, True)


def test_each_problem_comes_with_its_line_and_the_exit_code_is_one(partner: str) -> None:
    code, said = verify("Hello,\n\nyou won 4711 deals.\nSee evil.io", partner=partner)
    assert code == 1
    assert "line 3: '4711': a number that is none of the facts" in said
    assert "line 4: 'evil.io'" in said


def test_the_verdict_comes_as_json_too(partner: str) -> None:
    code, said = verify("You are a dementor.", "--json", partner=partner)
    assert code == 1
    assert json.loads(said)["wrong"][0]["kind"] == "internal word"


@pytest.mark.usefixtures("home")
def test_an_unknown_partner_answers_with_what_to_do() -> None:
    code, said = verify("Hello", partner="Zzyzx Quux")
    assert (code, "No partner is called 'Zzyzx Quux'" in said) == (2, True)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\xfa", b"x" * 200_000])
def test_what_is_no_message_is_refused(content: bytes, tmp_path: Path, partner: str) -> None:
    file = tmp_path / "message.txt"
    file.write_bytes(content)
    done = CliRunner().invoke(app, ["verify", "--partner", partner, str(file), "--as", PRIYA])
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_hidden_books_stay_hidden(books: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    own, other = books
    monkeypatch.setenv("RAPPORT_VISIBILITY", "book")
    assert verify("Hello", partner=other)[0] == 2
    code, said = verify(f"As we told {other}.", partner=own)
    assert code == 1
    assert "is not this partner's" not in said
