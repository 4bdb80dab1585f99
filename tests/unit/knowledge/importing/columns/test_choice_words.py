"""People write choices in their own words; a word that may mean two things is not guessed."""

from pathlib import Path

import pytest
import yaml

from knowledge.importing.columns import read_cells
from knowledge.importing.columns.choice_words import choice_code
from tools import schema


@pytest.mark.parametrize(
    ("table", "column", "word", "choice"),
    [
        (schema.DEALS, "stage", "Closed Won", "won"),
        (schema.DEALS, "stage", "GEWONNEN", "won"),
        (schema.DEALS, "stage", "Fermée - perdue", "lost"),
        (schema.DEALS, "stage", "offen", "open"),
        (schema.LEADS, "status", "offen", "new"),
        (schema.COMMISSIONS, "status", "offen", "pending"),
        (schema.PARTNERS, "status", "Aktiv", "active"),
        (schema.PARTNERS, "type", "Systemhaus", "si"),
        (schema.ACTIVITIES, "kind", "Portal-Login", "portal_login"),
        (schema.ACTIVITIES, "kind", "Réunion", "meeting"),
    ],
)
def test_a_word_of_another_language_is_the_choice(
    table: schema.Table, column: str, word: str, choice: str
) -> None:
    assert read_cells(table.column(column), [word], is_key=False).values == [choice]


@pytest.mark.parametrize("word", ["closed", "inactive", "abgeschlossen"])
def test_a_word_that_may_mean_two_things_is_refused(word: str) -> None:
    for table, column in ((schema.DEALS, "stage"), (schema.PARTNERS, "status")):
        assert 0 in read_cells(table.column(column), [word], is_key=False).refused


def test_no_word_stands_for_two_choices_of_one_column() -> None:
    words = yaml.safe_load(Path("knowledge/importing/columns/choice_words.yaml").read_text(encoding="utf-8"))
    for table in schema.TABLES:
        for column in table.of_type(schema.Type.CHOICE):
            named = {choice: words.get(column.name, {}).get(choice, []) for choice in column.choices}
            for choice, others in named.items():
                assert [choice_code(word, column) for word in others] == [choice] * len(others)
