"""Written questions against the notes of the frozen world, each with the notes that answer it.

Half of them is only for measuring, split off by a fixed hash of the question as in `evals/cases.py`.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator


class NoteCase(BaseModel):
    """One question.

    Attributes:
        ask: As somebody typed it.
        language: Of the question: en, de, es or fr.
        written: Languages of the notes that answer.
        notes: Ids of all notes that answer.
        partner: Id of the partner whose notes are searched; else `book` is given.
        book: E-mail address of the manager, all of whose partners' notes are searched.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: str = Field(min_length=1)
    language: str = Field(pattern="^(en|de|es|fr)$")
    written: tuple[str, ...] = Field(min_length=1)
    notes: frozenset[str] = Field(min_length=1, max_length=5)
    partner: str = ""
    book: str = ""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.partner) == bool(self.book):
            raise ValueError(f"{self.ask!r}: give either a partner or a book")
        return self

    @property
    def measuring(self) -> bool:
        """Whether the case belongs to the half that is only for measuring."""
        return hashlib.blake2b(self.ask.encode(), digest_size=1).digest()[0] % 2 == 1

    @property
    def crosses(self) -> bool:
        """Whether it is asked in a language that none of its notes is written in."""
        return self.language not in self.written


def load_note_cases() -> tuple[NoteCase, ...]:
    """Every case, in the order of the files."""
    folder = files("evals").joinpath("retrieval", "cases")
    written = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        NoteCase.model_validate(case)
        for file in written
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
    )
