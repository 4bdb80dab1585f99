"""What a person is asked about the columns of a source, and where the answer is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from knowledge.importing.mapping.labels import words
from knowledge.importing.mapping.library import Library, file_of
from knowledge.importing.mapping.proposing import Proposal, Readable
from knowledge.importing.mapping.remembering import remember
from knowledge.importing.mapping.samples import Samples
from knowledge.importing.questions import Ask, Choice, Question
from knowledge.importing.source import Source
from tools.schema import Column, Table

NONE: Final = ""
"""The answer that no column is meant, or that a column stays as it is."""
_HINTS: Final = ("partner", "reseller", "händler", "revendeur", "socio", "referr", "influenc")
_NAMED: Final = 3  # cells of a column that a choice shows


@dataclass(frozen=True)
class Desk:
    """What planning has at hand.

    Attributes:
        partners: Ids and names of partners, folded: of the database and of this folder.
        readable: How well a column of a table can read some cells.
        forgotten: Why answers could not be kept.
    """

    library: Library
    mappings: Path | None
    ask: Ask
    samples: Samples
    partners: Callable[[], Collection[str]]
    readable: Readable
    forgotten: list[str] = field(default_factory=list)

    def keep(self, system: str, path: Sequence[str], answer: object) -> None:
        """Remember an answer for the next import."""
        try:
            remember(self.mappings, system, path, answer)
        except OSError as error:
            self.forgotten.append(f"answers cannot be kept in {self.place(system)}: {error.strerror}")

    def place(self, system: str) -> str:
        """The file that a person would write into; empty without a folder for it."""
        return str(file_of(self.mappings, system)) if self.mappings else ""


def ask_meaning(desk: Desk, source: Source, label: str, proposals: Sequence[Proposal]) -> str | None:
    """Ask which column of the table an unknown one is; its name, or NONE to keep it as it is."""
    choices = [Choice(each.column.name, _described(each.column)) for each in proposals]
    question = Question(
        source.name,
        label,
        f"What stands in the column “{label}”?",
        desk.samples.shown(source, label),
        (*choices, Choice(NONE, "something else: just keep it")),
        proposals[0].column.name,
    )
    return _answer(desk, question)


def ask_required(
    desk: Desk, source: Source, table: Table, column: Column, labels: Sequence[str]
) -> str | None:
    """Ask which of the labels, likeliest first, is a required column; NONE for none of them."""
    question = Question(
        source.name,
        labels[0],
        f"Which column of these {_in_words(table.name)} holds the {_in_words(column.name)} ({column.about})?",
        desk.samples.shown(source, labels[0]),
        (*_shown(desk, source, labels), Choice(NONE, "none of these")),
    )
    return _answer(desk, question)


def ask_partner(desk: Desk, source: Source, text: str, labels: Sequence[str]) -> str | None:
    """Ask which column of an export names the partner, those that hold known partners first."""
    known = desk.partners()
    shares = {label: _share(desk.samples.cells(source, label), known) for label in labels}
    hinted = {label: any(hint in words(label) for hint in _HINTS) for label in labels}
    ranked = sorted(labels, key=lambda label: (-shares[label], not hinted[label]))
    if not ranked:
        return None
    likely = shares[ranked[0]] > 0 or hinted[ranked[0]]
    question = Question(
        source.name,
        ranked[0],
        text,
        desk.samples.shown(source, ranked[0]),
        (*_shown(desk, source, ranked), Choice(NONE, "none of these")),
        ranked[0] if likely else None,
    )
    return _answer(desk, question)


def _answer(desk: Desk, question: Question) -> str | None:
    answer = desk.ask(question)
    # an answer that is no choice is none
    return answer if answer in {choice.value for choice in question.choices} else None


def _described(column: Column) -> str:
    name = _in_words(column.name)
    return f"{name}: {column.about}" if column.about else name


def _in_words(name: str) -> str:
    return name.replace("_", " ")


def _shown(desk: Desk, source: Source, labels: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(label, f"{label} ({', '.join(cells)})" if cells else f"{label} (empty)")
        for label in labels
        for cells in [desk.samples.shown(source, label)[:_NAMED]]
    )


def _share(cells: Sequence[str], known: Collection[str]) -> float:
    return sum(cell.casefold() in known for cell in cells) / len(cells) if cells else 0.0
