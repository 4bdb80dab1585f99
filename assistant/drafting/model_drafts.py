"""A message worded by a model that sees the material and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assistant.drafting.desk import grounds_of
from assistant.drafting.embedded import WORD_LIMIT, DraftText, Earlier, EmbeddedDraftWriter
from assistant.drafting.material import Material
from assistant.drafting.wording import worded
from assistant.writing.asking_models import said
from assistant.writing.slotted import RefusedError, admitted
from prompts.writer_prompts import prompt
from tools.facts import Fact, Quote
from tools.grounding.names import NameIndex

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_TRIES: Final = 2
_SUBJECT: Final = re.compile(
    r"^\s*(?:subject|betreff|objet|asunto)\s*:\s*(?P<subject>[^\n]{1,120})\n+(?P<body>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_GROUP: Final = re.compile(
    r"\b(?:dear (?:partners?|all)|our partners|all partners|partner community"
    r"|hope this (?:e-?mail |message )?finds you"
    r"|liebe partner|unsere partner|chers partenaires|nos partenaires|estimados socios|nuestros socios)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ModelDraftWriter:
    """Asks the model once, once more with the reasons if that was refused, then writes from templates."""

    model: BaseChatModel

    def write(self, material: Material, variant: int = 0, earlier: Earlier = ()) -> DraftText:
        """The model's message if it stands up to verification, else the embedded writer's."""
        messages = [("human", _prompt(material))]
        calls = 0
        for _ in range(_TRIES):
            calls += 1
            text = said(self.model, messages)
            if text is None:
                break
            try:
                return replace(_message(text, material), model_calls=calls)
            except RefusedError as refused:
                messages += [("ai", text), ("human", prompt("rewrite").filled(reasons=refused.reasons))]
        return replace(EmbeddedDraftWriter().write(material, variant, earlier), model_calls=calls)


def _prompt(material: Material) -> str:
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
        example=f"{{{next(iter(sources), 'f1')}}}",
        facts="\n".join(f"{{{fact.id}}}: {fact.kind.label} = {fact.value}" for fact in facts) or "none",
        quotes="\n".join(f"{{{quote.id}}}: {quote.text}" for quote in quotes) or "none",
    )


def _message(text: str, material: Material) -> DraftText:
    parted = _SUBJECT.match(text)
    if parted is None:
        raise RefusedError("- the first line must be `Subject: …`, then an empty line, then the message")
    if (group := _GROUP.search(text)) is not None:
        raise RefusedError(f"- {group[0]!r}: write to this one person")
    grounds = grounds_of(material, NameIndex.build(()))
    sources = material.sources
    subject = admitted(parted["subject"], sources, grounds)
    body = admitted(parted["body"], sources, grounds)
    if len(body.words.split()) > WORD_LIMIT:
        raise RefusedError(f"- longer than {WORD_LIMIT} words")
    if material.recipient.first_name not in parted["body"]:
        raise RefusedError(f"- greet {material.recipient.first_name}: the message is to this one person")
    used = {slot: sources[slot] for slot in sorted(subject.slots | body.slots)}
    return DraftText(
        worded(subject, material, used),
        worded(body, material, used),
        tuple(slot for slot, source in used.items() if isinstance(source, Fact)),
        tuple(dict.fromkeys(source.note_id for source in used.values() if isinstance(source, Quote))),
    )
