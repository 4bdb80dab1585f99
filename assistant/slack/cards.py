"""A draft as a card to approve, edit or dismiss; its editor; and what leaves once it is approved."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assistant.contract import Answer, ShownDraft, ShownFact
from assistant.slack import limits
from assistant.slack.outgoing import (
    Block,
    Markup,
    Message,
    actions,
    bold,
    button,
    context,
    escape,
    lines,
    literal,
    mail_link,
    modal,
    section,
    text_input,
)
from assistant.slack.sources import source_lines
from tools.drafts import Draft, DraftState, digest

APPROVE: Final = "draft_approve"
EDIT: Final = "draft_edit"
DISMISS: Final = "draft_dismiss"
ARRIVED: Final = "draft_arrived"
LOST: Final = "draft_lost"
EDITOR: Final = "draft_editor"
SOURCES: Final = "sources"
OPEN: Final = frozenset({DraftState.PROPOSED, DraftState.EDITED, DraftState.FAILED})


@dataclass(frozen=True)
class Seen:
    """What a person saw when they clicked: the draft, its bytes, and the card's place."""

    draft_id: str
    digest: str
    channel: str = ""
    card_ts: str = ""

    def to_value(self) -> str:
        """For a button."""
        return json.dumps([self.draft_id, self.digest], separators=(",", ":"))

    def to_metadata(self) -> str:
        """For a modal, which has to find the card again."""
        return json.dumps([self.draft_id, self.digest, self.channel, self.card_ts])

    @classmethod
    def read(cls, text: str, channel: str = "", card_ts: str = "") -> Seen | None:
        """Read either; None for what is neither, since a value can be forged."""
        try:
            parts = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if (
            not isinstance(parts, list)
            or len(parts) not in (2, 4)
            or not all(isinstance(one, str) for one in parts)
        ):
            return None
        place = parts[2:] or [channel, card_ts]
        return cls(parts[0], parts[1], *place)


def card(draft: Draft, sources: Block | None = None) -> Message:
    """The draft with everything that would leave, to the letter, and what may be done with it."""
    blocks = [section(_addressed(draft)), *literal(draft.body[: limits.REVIEWABLE])]
    blocks += [sources] if sources else []
    blocks += [context(escape(_standing(draft))), *_choices(draft)]
    return Message(f"Draft to {draft.recipient}: {_standing(draft)}\n{draft.body}", blocks)


def sources_of(answer: Answer, shown: ShownDraft) -> Block:
    """What a draft in an answer rests on."""
    used = [fact for fact in answer.facts or () if fact.id in shown.fact_ids]
    return sources_block(used, len(shown.note_ids))


def sources_block(facts: Iterable[ShownFact], notes: int) -> Block:
    """What the draft rests on, for the one who approves it."""
    return context(source_lines(facts, notes), SOURCES)


def editor(draft: Draft, seen: Seen) -> Block:
    """The modal in which the words are changed."""
    fields = [text_input("Subject", "subject", draft.subject, multiline=False)] if _has_subject(draft) else []
    fields.append(text_input("Message", "body", draft.body, multiline=True))
    return modal(EDITOR, "Edit the message", "Save", fields, seen.to_metadata())


def partner_message(draft: Draft) -> Message:
    """The approved words and nothing else."""
    return Message(draft.body, literal(draft.body))


def handover(draft: Draft) -> Message:
    """The approved mail, ready to copy: Rapport has no mail server of its own."""
    link = mail_link(draft.recipient, draft.subject, draft.body, "Open it in your mail program")
    said = escape(f"Approved. It has not been sent: copy it, or open it, and send it to {draft.recipient}.")
    head = lines(
        said, Markup(f"*Subject* {escape(draft.subject, 500)}") if draft.subject else Markup(""), link
    )
    return Message(
        f"Approved, ready to send to {draft.recipient}\n{draft.body}", [section(head), *literal(draft.body)]
    )


def doubt(draft: Draft) -> Message:
    """A message to a partner of which nobody knows whether it arrived: a person has to look."""
    said = (
        f"I cannot tell whether your message to {draft.recipient} arrived: Slack did not answer, and I do "
        "not find it. I will not send it again by myself. Please look into the channel."
    )
    value = Seen(draft.draft_id, digest(draft)).to_value()
    choices = [button("It is there", ARRIVED, value), button("It is not there", LOST, value)]
    return Message(said, [section(escape(said)), actions(choices)])


def _addressed(draft: Draft) -> Markup:
    how = "Slack" if draft.channel == "slack" else "e-mail"
    to = Markup(f"*To* {escape(draft.recipient, 500)} by {how}")
    subject = Markup(f"*Subject* {escape(draft.subject, 1000)}") if _has_subject(draft) else Markup("")
    return lines(bold("Draft, not sent") if draft.state in OPEN else Markup(""), to, subject)


def _has_subject(draft: Draft) -> bool:
    """A message in Slack has none, so none is shown."""
    return draft.channel == "email" and bool(draft.subject)


def _standing(draft: Draft) -> str:
    who = f" by {draft.approved_by}" if draft.approved_by else ""
    return {
        DraftState.PROPOSED: "Nothing leaves before you approve it.",
        DraftState.EDITED: "Edited. Nothing leaves before you approve it.",
        DraftState.APPROVED: f"Approved{who}.",
        DraftState.SENDING: f"Approved{who}, on its way.",
        DraftState.SENT: f"Approved{who} and sent.",
        DraftState.FAILED: f"Not sent: {draft.outcome or 'Slack refused it'}. You can approve it again.",
        DraftState.UNKNOWN: "Perhaps sent: Slack did not say, so somebody has to look.",
        DraftState.DISMISSED: "Dismissed. It will not be sent.",
    }[draft.state]


def _choices(draft: Draft) -> list[Block]:
    if draft.state not in OPEN:
        return []
    value = Seen(draft.draft_id, digest(draft)).to_value()
    if len(draft.body) > limits.REVIEWABLE:
        too_long = "Too long to be shown whole here, so it cannot be approved here. Ask for a shorter one."
        return [context(escape(too_long)), actions([button("Dismiss", DISMISS, value)])]
    choices = [
        button("Approve", APPROVE, value, "primary"),
        button("Edit", EDIT, value),
        button("Dismiss", DISMISS, value),
    ]
    return [actions(choices)]
