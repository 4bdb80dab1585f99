"""An answer worded by a model that sees facts and quotes, has no tools, and may write only slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from assistant.writing.asking_models import said, said_in_pieces
from assistant.writing.composing import WORD_LIMIT, Composed
from assistant.writing.embedded import EmbeddedWriter
from assistant.writing.rendering import RenderedText, Tongue, render, value
from assistant.writing.slotted import RefusedError, admitted, slots_only
from assistant.writing.written import Written
from prompts.slots import SlottedText
from prompts.writer_prompts import prompt
from tools.facts import Fact, Findings, Quote
from tools.grounding.verifier import Grounds

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_TRIES: Final = 2
_LANGUAGES: Final = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}


@dataclass(frozen=True)
class ModelWriter:
    """Asks the model once, once more with the reasons if that was refused, then says the composed text.

    Beside a draft the composed text is said at once: the draft is the answer, and cost its own requests.
    """

    model: BaseChatModel
    embedded: EmbeddedWriter

    def write(
        self, findings: Sequence[Findings], question: str, names: Mapping[str, str], tongue: Tongue
    ) -> Written:
        """The model's answer if it stands up to verification, else the composed one."""
        composed = self.embedded.composed(findings, names)
        if not composed.sources or _holds_draft(findings):
            return self.embedded.write(findings, question, names, tongue)
        messages = _messages(composed, question, tongue)
        for attempt in range(1, _TRIES + 1):
            text = said(self.model, messages)
            if text is None:
                return self._composed(composed, tongue, attempt)
            try:
                slotted = _answer(text, composed, tongue)
            except RefusedError as refused:
                messages += [("ai", text), ("human", prompt("rewrite").filled(reasons=refused.reasons))]
            else:
                return Written(render(slotted, composed.sources, tongue), attempt, repaired=attempt > 1)
        return self._composed(composed, tongue, _TRIES)

    def stream(
        self, findings: Sequence[Findings], question: str, names: Mapping[str, str], tongue: Tongue
    ) -> Iterator[RenderedText]:
        """The model's sentences while they pass; then the composed lines that were not told yet."""
        composed = self.embedded.composed(findings, names)
        told: set[str] = set()
        spoke, words = False, 0
        if composed.sources and not _holds_draft(findings):
            grounds = _grounds(composed, tongue)
            messages = _messages(composed, question, tongue)
            for sentence in said_in_pieces(self.model, messages):
                try:
                    slotted = admitted(sentence, composed.sources, grounds)
                except RefusedError:
                    break
                words += len(slotted.words.split())
                if words > WORD_LIMIT:
                    break
                piece = render(slotted, composed.sources, tongue)
                yield RenderedText(" ").joined(piece, "") if spoke else piece
                told |= slotted.slots
                spoke = True
        for line in composed.lines:
            if not spoke or (line.slots and not line.slots <= told):
                piece = render(line, composed.sources, tongue)
                yield RenderedText("\n").joined(piece, "") if spoke else piece
                spoke = True

    def _composed(self, composed: Composed, tongue: Tongue, calls: int) -> Written:
        return Written(render(composed.text, composed.sources, tongue), calls, fell_back=True)


def _holds_draft(findings: Sequence[Findings]) -> bool:
    return any(found.draft_ids for found in findings)


def _messages(composed: Composed, question: str, tongue: Tongue) -> list[tuple[str, str]]:
    """The rules, the same for every answer and so for a cache, then what this answer is about."""
    return [("system", prompt("rules").text), ("human", _prompt(composed, question, tongue))]


def _prompt(composed: Composed, question: str, tongue: Tongue) -> str:
    facts = [source for source in composed.sources.values() if isinstance(source, Fact)]
    quotes = [source for source in composed.sources.values() if isinstance(source, Quote)]
    return prompt("answer").filled(
        language=_LANGUAGES.get(tongue.locale.partition("_")[0], "English"),
        example=f"{{{next(iter(composed.sources))}}}",
        facts="\n".join(described(fact, tongue) for fact in facts) or "none",
        quotes="\n".join(f"{{{quote.id}}}: {quote.text}" for quote in quotes) or "none",
        question=question,
    )


def described(fact: Fact, tongue: Tongue) -> str:
    """One fact as a model reads it: slot, what it is, value."""
    return f"{{{fact.id}}}: {fact.kind.label} = {value(fact, tongue)}"


def _answer(text: str, composed: Composed, tongue: Tongue) -> SlottedText:
    slotted = admitted(text, composed.sources, _grounds(composed, tongue))
    if len(slotted.words.split()) > WORD_LIMIT:
        raise RefusedError(f"- longer than {WORD_LIMIT} words")
    first = composed.lines[0].slots
    if first and first.isdisjoint(slotted.slots):
        raise RefusedError(
            "- the answer itself is missing: use " + ", ".join(f"{{{slot}}}" for slot in sorted(first))
        )
    return slotted


def _grounds(composed: Composed, tongue: Tongue) -> Grounds:
    as_of = tongue.as_of or max(_day(source) for source in composed.sources.values())
    return slots_only(composed.sources, as_of, tongue.locale.partition("_")[0])


def _day(source: Fact | Quote) -> date:
    return source.as_of if isinstance(source, Fact) else source.written_on
