"""A message worded by a model that sees the material and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assistant.drafting.batch import Batch
from assistant.drafting.embedded import WORD_LIMIT, DraftText, EmbeddedDraftWriter
from assistant.drafting.material import Material
from assistant.drafting.phrases import masked
from assistant.drafting.proofing import grounds_of
from assistant.drafting.wishes import AS_IT_COMES, Style, Wishes
from assistant.drafting.wording import worded
from assistant.writing.asking_models import said
from assistant.writing.slotted import RefusedError, admitted, sentences
from prompts.slots import SlottedText
from prompts.writer_prompts import prompt
from tools.drafts import Sentence
from tools.facts import Fact, Quote
from tools.grounding.elsewhere import can_be_verified
from tools.grounding.names import NameIndex

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_TRIES: Final = 2
_SUBJECT: Final = re.compile(
    r"^\s*[^\W\d_]{4,14}\s*:\s*(?P<subject>[^\n]{1,120})\n+(?P<body>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_GROUP: Final = re.compile(
    r"\b(?:dear (?:partners?|all)|our partners|all partners|partner community"
    r"|hope this (?:e-?mail |message )?finds you"
    r"|liebe partner|unsere partner|chers partenaires|nos partenaires|estimados socios|nuestros socios"
    r"|(?:cari|gentili|nostri) partner|(?:beste|geachte|onze) partners|(?:drodzy|szanowni|nasi) partnerzy"
    r"|(?:caros|estimados|nossos) parceiros)\b",
    re.IGNORECASE,
)
_STYLES: Final = {
    Style.SHORTER: "as short as it can be",
    Style.WARMER: "warmer",
    Style.LESS_SALESY: "less like a sales message: offer to listen, sell nothing",
    Style.MORE_FORMAL: "more formal",
    Style.LESS_FORMAL: "less formal",
}


@dataclass(frozen=True)
class ModelDraftWriter:
    """Asks the model once, once more with the reasons if that was refused, then writes from templates."""

    model: BaseChatModel

    def write(
        self, material: Material, wishes: Wishes = AS_IT_COMES, batch: Batch | None = None, turn: int = 0
    ) -> DraftText:
        """The model's message if it stands up to verification, else the embedded writer's."""
        messages = [("human", _prompt(material, wishes))]
        calls = 0
        for _ in range(_TRIES if can_be_verified(material.recipient.language) else 0):
            calls += 1
            text = said(self.model, messages)
            if text is None:
                break
            try:
                return replace(_message(text, material, wishes), model_calls=calls)
            except RefusedError as refused:
                messages += [("ai", text), ("human", prompt("rewrite").filled(reasons=refused.reasons))]
        return replace(EmbeddedDraftWriter().write(material, wishes, batch, turn), model_calls=calls)


def _prompt(material: Material, wishes: Wishes) -> str:
    sources = material.sources
    facts = [source for source in sources.values() if isinstance(source, Fact)]
    quotes = [source for source in sources.values() if isinstance(source, Quote)]
    return prompt("draft").filled(
        sender=material.sender,
        recipient=material.recipient.name,
        partner=material.partner_name,
        purpose=material.purpose.value.replace("_", " "),
        language=material.recipient.language,
        address="formal" if material.recipient.formal else "informal",
        form="a short chat message without sign-off" if material.short else "an e-mail",
        wishes="\n".join(_wished(material, wishes)),
        example=f"{{{next(iter(sources), 'f1')}}}",
        facts="\n".join(f"{{{fact.id}}}: {fact.kind.label} = {fact.value}" for fact in facts) or "none",
        quotes="\n".join(f"{{{quote.id}}}: {quote.text}" for quote in quotes) or "none",
    )


def _wished(material: Material, wishes: Wishes) -> Iterator[str]:
    """What the play and the person ask of the wording, a line each."""
    if material.guidance.goal:
        yield f"It should lead to this: {material.guidance.goal}"
    if material.guidance.ask:
        yield f"Ask this: {material.guidance.ask}"
    yield from (f"Write it {_STYLES[style]}." for style in sorted(wishes.styles))
    if wishes.mention is not None:
        yield f"Speak of their latest {wishes.mention.value}."
    if wishes.no_ask:
        yield "Ask for nothing."
    kept = [name for name in material.sources if name in wishes.keep]
    if kept:
        yield "Speak of " + ", ".join(f"{{{name}}}" for name in kept) + " and of nothing else."
    if wishes.version:
        yield f"Word it differently than before; this is version {wishes.version}."


def _message(text: str, material: Material, wishes: Wishes) -> DraftText:
    parted = _SUBJECT.match(text)
    if parted is None:
        raise RefusedError("- the first line must be `Subject: …`, then an empty line, then the message")
    if unfit := list(_unfit(parted["subject"], parted["body"], material, wishes)):
        raise RefusedError("\n".join(f"- {reason}" for reason in unfit))
    grounds = grounds_of(material, NameIndex.build(()))
    sources = material.sources
    subject = admitted(parted["subject"], sources, grounds)
    body = admitted(parted["body"], sources, grounds)
    if len(body.words.split()) > WORD_LIMIT:
        raise RefusedError(f"- longer than {WORD_LIMIT} words")
    used = {slot: sources[slot] for slot in sorted(subject.slots | body.slots)}
    return DraftText(
        worded(subject, material, used),
        worded(body, material, used),
        material.recipient.language,
        tuple(slot for slot, source in used.items() if isinstance(source, Fact)),
        tuple(dict.fromkeys(source.note_id for source in used.values() if isinstance(source, Quote))),
        sentences=tuple(_sentence(one, material) for one in sentences(body) if one.words.strip()),
    )


def _unfit(subject: str, body: str, material: Material, wishes: Wishes) -> Iterator[str]:
    """What is wrong with the shape of a message: group words, greeting, sign-off, subject, number of asks."""
    first, sender = material.recipient.first_name, material.sender.split()[:1]
    lines = body.strip().splitlines() or [""]
    if (group := _GROUP.search(f"{subject}\n{body}")) is not None:
        yield f"{group[0]!r}: write to this one person"
    if first not in lines[0]:
        yield f"greet {first} in the first line: the message is to this one person"
    if sender and not material.short and sender[0] not in lines[-1]:
        yield f"sign it with {sender[0]} in the last line"
    if not any(name in subject for name in ("{", first, material.partner_name) if name):
        yield "the subject must be about them: put a slot or their name into it"
    if (asked := body.count("?")) != (not wishes.no_ask):
        yield f"{asked} question marks: {'ask nothing' if wishes.no_ask else 'ask one question'}"


def _sentence(text: SlottedText, material: Material) -> Sentence:
    """One sentence of the model's with what it rests on."""
    used = {slot: material.sources[slot] for slot in sorted(text.slots & material.sources.keys())}
    return Sentence(
        worded(text, material, used).strip(),
        masked(text),
        tuple(slot for slot, source in used.items() if isinstance(source, Fact)),
        tuple(dict.fromkeys(source.note_id for source in used.values() if isinstance(source, Quote))),
    )
