"""What only a person can say of an uploaded file, kept until it is said."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from knowledge.importing.questions import Question
from knowledge.uploads import Upload
from knowledge.writing import storable
from tools import schema

OPEN_AT_ONCE: Final = 10
TABLE: Final = "table"
"""Key of the question which table a file is."""
UNKNOWN: Final = "?"
"""Instead of an answer: nobody knows, and it is not asked again."""


class OfferedChoice(BaseModel):
    """One answer: what code keeps, and what a person reads."""

    model_config = ConfigDict(frozen=True)

    value: str
    label: str


class OpenQuestion(BaseModel):
    """A question that waits for its answer.

    Attributes:
        key: Tells it from the others of the file.
        proposed: Place of the likeliest choice; None if none is likelier.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    column: str
    text: str
    samples: tuple[str, ...]
    choices: tuple[OfferedChoice, ...]
    proposed: int | None = None

    @classmethod
    def of(cls, question: Question) -> OpenQuestion:
        """As it is kept: without what a database cannot hold."""
        values = [choice.value for choice in question.choices]
        return cls(
            key=key_of(question),
            column=storable(question.column),
            text=storable(question.text),
            samples=tuple(map(storable, question.samples)),
            choices=tuple(
                OfferedChoice(value=storable(choice.value), label=storable(choice.label))
                for choice in question.choices
            ),
            proposed=values.index(question.proposed) if question.proposed in values else None,
        )


class Choices(BaseModel):
    """What is known of an upload beside its file.

    Attributes:
        answers: By the key of a question, the value of a choice, or `UNKNOWN`.
        open: What is asked now.
        picked: By key, the place of a choice that was picked and not yet confirmed.
        run_id: Of the import that brought it in.
        look: How often it was looked at.
        undoable: Whether the import can be taken back.
    """

    model_config = ConfigDict(frozen=True)

    answers: dict[str, str] = Field(default_factory=dict)
    open: tuple[OpenQuestion, ...] = ()
    picked: dict[str, int] = Field(default_factory=dict)
    run_id: int | None = None
    look: int = 0
    undoable: bool = True

    @classmethod
    def read(cls, kept: Mapping[str, object]) -> Choices:
        """From the database."""
        return cls.model_validate(dict(kept))

    @property
    def table(self) -> str:
        """The table that somebody said the file is; empty if nobody did."""
        named = self.answers.get(TABLE, "")
        return named if named in {one.name for one in schema.TABLES} else ""

    def with_pick(self, key: str, place: int) -> Choices:
        """Somebody picked a choice; what is not asked or offered changes nothing."""
        fits = any(one.key == key and 0 <= place < len(one.choices) for one in self.open)
        return self.model_copy(update={"picked": {**self.picked, key: place}}) if fits else self

    def confirmed(self) -> Choices:
        """What was picked are the answers; what was not is taken as proposed, or is not known."""
        said = {one.key: _value(one, self.picked.get(one.key, one.proposed)) for one in self.open}
        return self.model_copy(update={"answers": {**self.answers, **said}, "open": (), "picked": {}})


@dataclass
class Asking:
    """Answers an import's questions from what was said, and collects those that are open."""

    answers: Mapping[str, str]
    open: dict[str, OpenQuestion] = field(default_factory=dict)

    def __call__(self, question: Question) -> str | None:
        """The answer; None while there is none."""
        key = key_of(question)
        if key not in self.answers:
            if len(self.open) < OPEN_AT_ONCE:
                self.open[key] = OpenQuestion.of(question)
            return None
        known = {storable(choice.value): choice.value for choice in question.choices}
        return known.get(self.answers[key])


def which_table(name: str) -> OpenQuestion:
    """What is in a file that looks like no table."""
    return OpenQuestion(
        key=TABLE,
        column="",
        text=f"What does each row of {storable(name)} stand for?",
        samples=(),
        choices=tuple(OfferedChoice(value=one.name, label=_row_of(one)) for one in schema.TABLES),
    )


def _row_of(table: schema.Table) -> str:
    name = table.name.replace("_", " ")
    return f"{name}: {table.about}" if table.about else name


def undoable(upload: Upload) -> bool:
    """Whether little enough was changed to be taken back."""
    return Choices.read(upload.choices).undoable


def key_of(question: Question) -> str:
    """The same for the same question of the same file."""
    told = f"{question.file}\x1f{question.column}\x1f{question.text}"
    return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _value(question: OpenQuestion, place: int | None) -> str:
    return UNKNOWN if place is None else question.choices[place].value
