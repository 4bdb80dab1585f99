"""A draft as a card to approve, edit or dismiss; its editor; and what leaves once it is approved."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.contract import Answer, ShownDraft, ShownFact
from assistant.drafting.decisions import MOST_COPIES
from assistant.figures import day_of
from assistant.slack import limits
from assistant.slack.blocks import actions, button, context, literal, modal, section, text_input
from assistant.slack.draft_sources import SOURCES
from assistant.slack.outgoing import Block, Markup, Message, bold, escape, lines, mail_link
from assistant.slack.places import is_place_id
from assistant.slack.sources import source_lines
from tools.drafts import OPEN, Draft, DraftState, digest

APPROVE: Final = "draft_approve"
EDIT: Final = "draft_edit"
DISMISS: Final = "draft_dismiss"
ARRIVED: Final = "draft_arrived"
LOST: Final = "draft_lost"
EDITOR: Final = "draft_editor"
COPIES: Final = "draft_copies"
BY_HAND: Final = "draft_sent_by_hand"
ANSWERED: Final = "draft_answered"
UNANSWERED: Final = "draft_unanswered"
REASON: Final = "reason"
_CC: Final = MOST_COPIES * 260  # an address has at most 254 characters


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


def card(
    draft: Draft, sources: Block | None = None, answered: date | None = None, approver: str = ""
) -> Message:
    """The draft with everything that would leave, to the letter, and what may be done with it.

    Args:
        draft: As it stands.
        sources: What it rests on.
        answered: The day on which an answer to it was logged.
        approver: What the one who approved it is called; without it their address is shown.
    """
    standing = _standing(draft, answered, approver)
    head = bold("Draft, not sent") if draft.state in OPEN else Markup("")
    blocks = [section(lines(head, addressed(draft))), *literal(draft.body[: limits.REVIEWABLE])]
    blocks += [sources] if sources else []
    blocks += [context(escape(standing)), *_choices(draft, answered)]
    return Message(f"Draft to {draft.recipient}: {standing}\n{draft.body}", blocks)


def sources_of(answer: Answer, shown: ShownDraft) -> Block:
    """What a draft in an answer rests on."""
    used = [fact for fact in answer.facts or () if fact.id in shown.fact_ids]
    return sources_block(used, len(shown.note_ids))


def sources_block(facts: Iterable[ShownFact], notes: int) -> Block:
    """What the draft rests on, for the one who approves it."""
    return context(source_lines(facts, notes), SOURCES)


def editor(draft: Draft, seen: Seen, blocked: str = "") -> Block:
    """The modal in which the words are changed; `blocked` says why a lead would have to confirm them."""
    fields = [text_input("Subject", "subject", draft.subject, multiline=False)] if _has_subject(draft) else []
    fields.append(text_input("Message", "body", draft.body, multiline=True))
    if not blocked:
        return modal(EDITOR, "Edit the message", "Save", fields, seen.to_metadata())
    said = lines(
        bold("This was not saved"),
        escape(blocked, limits.ERROR),
        escape("Change it, or say why it has to stay: then a lead is asked."),
    )
    reason = text_input("Why it has to stay", REASON, "", multiline=False, optional=True)
    return modal(
        EDITOR, "Edit the message", "Save or ask", [section(said), *fields, reason], seen.to_metadata()
    )


def partner_words(body: str) -> list[Block]:
    """The words to the letter."""
    return literal(body)


def partner_message(draft: Draft) -> Message:
    """The approved words and nothing else."""
    return Message(draft.body, partner_words(draft.body))


def handover(draft: Draft) -> Message:
    """The approved mail, ready to copy: there is no mail account that could send it."""
    link = mail_link(draft.recipient, draft.subject, draft.body, "Open it in your mail program", draft.cc)
    said = escape(f"Approved. It has not been sent: copy it, or open it, and send it to {draft.recipient}.")
    head = lines(said, _copied_to(draft), _subject(draft), link)
    value = Seen(draft.draft_id, digest(draft)).to_value()
    return Message(
        f"Approved, ready to send to {draft.recipient}\n{draft.body}",
        [section(head), *literal(draft.body), actions([button("I have sent it", BY_HAND, value)])],
    )


def addressed(draft: Draft) -> Markup:
    """Everything around the words: what is approved is all of this."""
    how = "in Slack" if draft.channel == "slack" else "by e-mail"
    to = Markup(f"*To* {_line(_recipient(draft), 300)} {how}")
    goes_on = (
        "in the thread of our last message there"
        if draft.channel == "slack"
        else "as a reply to our last mail"
    )
    return lines(
        _sender(draft),
        to,
        Markup(f"*Reply-To* {_line(draft.reply_to, 300)}") if draft.reply_to else Markup(""),
        _copied_to(draft),
        escape(f"Goes {goes_on}") if draft.in_reply_to else Markup(""),
        _subject(draft),
    )


def _recipient(draft: Draft) -> str:
    """A channel of which we know the name is shown by it, as Slack does."""
    named = draft.channel == "slack" and not is_place_id(draft.recipient)
    return f"#{draft.recipient.removeprefix('#')}" if named else draft.recipient


def _sender(draft: Draft) -> Markup:
    if draft.from_address:
        return Markup(f"*From* {_line(draft.from_address, 300)}")
    if draft.channel == "email":
        return Markup(f"*From* {_line(draft.sender, 300)}, who sends it by hand once it is approved")
    return Markup("")


def _copied_to(draft: Draft) -> Markup:
    return Markup(f"*Cc* {_line(', '.join(draft.cc), _CC)}") if draft.cc else Markup("")


def _subject(draft: Draft) -> Markup:
    return Markup(f"*Subject* {_line(draft.subject, 1000)}") if _has_subject(draft) else Markup("")


def _line(text: str, limit: int) -> Markup:
    """One line, so that nothing in a header can look like another header."""
    return escape(" ".join(text.split()), limit)


def _has_subject(draft: Draft) -> bool:
    """A message in Slack has none, so none is shown."""
    return draft.channel == "email" and bool(draft.subject)


def _standing(draft: Draft, answered: date | None, approver: str) -> str:
    who = f" by {approver or draft.approved_by}" if draft.approved_by else ""
    came = f" They answered; logged on {day_of(answered)}." if answered else ""
    edited = draft.outcome or "Edited."
    failed = (draft.outcome or "Slack refused it").rstrip(".")
    return {
        DraftState.PROPOSED: "Nothing leaves before you approve it.",
        DraftState.EDITED: f"{edited} Nothing leaves before you approve it.",
        DraftState.APPROVED: f"Approved{who}.",
        DraftState.SENDING: f"Approved{who}, on its way.",
        DraftState.SENT: f"Approved{who} and sent.{_left_out(draft)}{came}",
        DraftState.FAILED: f"Not sent: {failed}. You can approve it again.",
        DraftState.UNKNOWN: "Perhaps sent: no answer came, so somebody has to look.",
        DraftState.DISMISSED: "Dismissed. It will not be sent.",
    }[draft.state]


def _left_out(draft: Draft) -> str:
    """Copies that the server refused; the id of the message says nothing to people."""
    left_out = (draft.outcome or "").partition(" · ")[2]
    return f" But {left_out}." if left_out else ""


def _choices(draft: Draft, answered: date | None) -> list[Block]:
    value = Seen(draft.draft_id, digest(draft)).to_value()
    if draft.state is DraftState.SENT:
        if answered:
            return [actions([button("They have not answered", UNANSWERED, value)])]
        return [actions([button("They answered", ANSWERED, value)])]
    if draft.state not in OPEN:
        return []
    if len(draft.body) > limits.REVIEWABLE:
        too_long = "Too long to be shown whole here, so it cannot be approved here. Ask for a shorter one."
        return [context(escape(too_long)), actions([button("Dismiss", DISMISS, value)])]
    choices = [
        button("Approve", APPROVE, value, "primary"),
        button("Edit", EDIT, value),
        button("Dismiss", DISMISS, value),
    ]
    return [actions([*choices, button("Copies", COPIES, value)] if draft.channel == "email" else choices)]
