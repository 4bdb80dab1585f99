"""Who words an answer: a model if there is one, else the embedded writer. Neither has tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.progress import Progress
from assistant.writing.embedded import EmbeddedWriter
from assistant.writing.model_writer import ModelWriter
from assistant.writing.rendering import RenderedText, Tongue
from assistant.writing.written import Written
from prompts.phrases import Phrases
from tools.facts import Findings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True)
class Writer:
    """Words findings; nothing unverified leaves it.

    Attributes:
        model: None for the embedded writer.
    """

    phrases: Phrases
    model: BaseChatModel | None = None

    def write(
        self, findings: Sequence[Findings], question: str, names: Mapping[str, str], tongue: Tongue
    ) -> Written:
        """One answer to a question.

        Args:
            findings: What the answer is about, in the order of the calls.
            question: The asker's own words.
            names: Partner id to name, for questions back to the asker.
            tongue: How values are written.
        """
        return self._wording.write(findings, question, names, tongue)

    def stream(
        self, findings: Sequence[Findings], question: str, names: Mapping[str, str], tongue: Tongue
    ) -> Iterator[RenderedText]:
        """The same, piece by piece; only verified sentences are yielded."""
        return self._wording.stream(findings, question, names, tongue)

    def told(
        self,
        findings: Sequence[Findings],
        question: str,
        names: Mapping[str, str],
        tongue: Tongue,
        progress: Progress,
    ) -> str:
        """The same in one text, told to somebody who waits while a model writes it."""
        if self.model is None:  # all of it is known at once
            return self.write(findings, question, names, tongue).text
        said: list[str] = []
        for piece in self.stream(findings, question, names, tongue):
            said.append(piece.text)
            progress.says(piece.text)
        return "".join(said)

    @property
    def _wording(self) -> EmbeddedWriter | ModelWriter:
        embedded = EmbeddedWriter(self.phrases)
        return embedded if self.model is None else ModelWriter(self.model, embedded)
