"""A message as the tone checks read it."""

from __future__ import annotations

from assistant.drafting.embedded import DraftText
from assistant.drafting.wording import spoken
from evals.drafts.program import Message
from evals.drafts.tone import Sent


def sent_of(message: Message, text: DraftText) -> Sent:
    """The text as the recipient of that message gets it."""
    material = message.material
    about = [material.partner_name, material.recipient.first_name]
    about += [spoken(fact, message.language, material.as_of) for fact in material.facts]
    return Sent(
        subject=text.subject,
        body=text.body,
        language=message.language,
        formal=material.recipient.formal,
        reader=material.recipient.name,
        sender=material.sender,
        about=tuple(about),
    )
