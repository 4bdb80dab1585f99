"""What a message may rest on, and the first wording of it that stands up to verification."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Protocol

from assistant.drafting.batch import Batch
from assistant.drafting.embedded import DraftText, EmbeddedDraftWriter
from assistant.drafting.material import Material
from assistant.drafting.occasions import NEEDED, REASONS, Purpose
from assistant.drafting.recipients import RefusalReason
from assistant.drafting.wishes import AS_IT_COMES, Wishes
from tools.grounding.names import NameIndex
from tools.grounding.verifier import Grounds, verify

_TURNS: Final = 6
"""Other wordings tried before the material is cut down: a taboo or a namesake may spoil one of them."""

_LACKING: Final = {
    Purpose.LEVEL: RefusalReason.NO_LEVEL_CHANGE,
    Purpose.TRAINING: RefusalReason.NO_OFFER,
    Purpose.CAMPAIGN: RefusalReason.NO_OFFER,
    Purpose.EVENT: RefusalReason.NO_OFFER,
    Purpose.INTRODUCTION: RefusalReason.NO_CONSENT,
    Purpose.COMMISSION: RefusalReason.NO_COMMISSION,
}


class DraftWriter(Protocol):
    """Words a message; what it returns is verified before anybody sees it."""

    def write(
        self, material: Material, wishes: Wishes = AS_IT_COMES, batch: Batch | None = None, turn: int = 0
    ) -> DraftText:
        """A message made of the material alone, in other sentences than those of the batch."""
        ...


def grounds_of(
    material: Material, foreign: NameIndex, own: tuple[str, ...] = (), taboos: tuple[str, ...] = ()
) -> Grounds:
    """What a message made of that material may rest on, and what must not be in it."""
    people = (
        material.recipient.name,
        material.recipient.first_name,
        material.sender,
        *material.sender.split()[:1],
    )
    return Grounds(
        facts=material.facts,
        as_of=material.as_of,
        language=material.recipient.language,
        allowed_names=tuple(name for name in (material.partner_name, *own, *people) if name),
        quotes=tuple(quote.text for quote in material.quotes),
        foreign=foreign,
        taboos=taboos,
    )


def lacks(material: Material) -> RefusalReason | None:
    """Why nothing can be written for that purpose; None if something can."""
    if material.purpose not in NEEDED:
        return None
    have = {one.occasion for one in material.moments}
    return None if have.intersection(REASONS[material.purpose]) else _LACKING[material.purpose]


def clean_text(
    writer: DraftWriter,
    material: Material,
    grounds: Grounds,
    wishes: Wishes = AS_IT_COMES,
    batch: Batch | None = None,
) -> DraftText | None:
    """The first text that the verifier has nothing against; None if there is none.

    First the writer's, then embedded ones with ever less in them.
    """
    text = writer.write(material, wishes, batch)
    if passes(text, grounds):
        return text
    embedded = EmbeddedDraftWriter()
    for cut in (material, _cut(material)):
        for turn in range(_TURNS):
            plainer = replace(embedded.write(cut, wishes, batch, turn), model_calls=text.model_calls)
            if passes(plainer, grounds):
                return plainer
    return None


def _cut(material: Material) -> Material:
    """The material without what a message of that purpose can do without."""
    kept = REASONS[material.purpose] if material.purpose in NEEDED else ()
    return replace(material, moments=tuple(one for one in material.moments if one.occasion in kept))


def passes(text: DraftText, grounds: Grounds) -> bool:
    """Whether the message is clean: it may state the facts that it names as its own, and no other."""
    used = tuple(fact for fact in grounds.facts if fact.id in text.fact_ids)
    return verify(f"{text.subject}\n\n{text.body}", replace(grounds, facts=used)).passes
