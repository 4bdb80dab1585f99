"""The embedded writer: says findings with our own phrases, with no model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.writing.composing import Composed, compose
from assistant.writing.rendering import RenderedText, Tongue, render
from assistant.writing.written import Written
from prompts.phrases import Phrases
from tools.facts import Findings


@dataclass(frozen=True)
class EmbeddedWriter:
    """Says findings with our own phrases."""

    phrases: Phrases

    def composed(self, findings: Sequence[Findings], names: Mapping[str, str]) -> Composed:
        """What it would say, with slots."""
        return compose(findings, self.phrases, names)

    def write(
        self, findings: Sequence[Findings], question: str, names: Mapping[str, str], tongue: Tongue
    ) -> Written:
        """The composed text, rendered; the question's words do not matter."""
        del question
        composed = self.composed(findings, names)
        return Written(render(composed.text, composed.sources, tongue))

    def stream(
        self, findings: Sequence[Findings], question: str, names: Mapping[str, str], tongue: Tongue
    ) -> Iterator[RenderedText]:
        """The composed text, line by line."""
        del question
        composed = self.composed(findings, names)
        for at, line in enumerate(composed.lines):
            piece = render(line, composed.sources, tongue)
            yield RenderedText("\n").joined(piece, "") if at else piece
