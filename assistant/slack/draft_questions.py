"""What people are asked about a draft: whether it arrived, and whether it may name another partner."""

from __future__ import annotations

from typing import Final

from assistant.slack.blocks import actions, button, context, section
from assistant.slack.cards import ARRIVED, LOST, Seen, card, partner_words
from assistant.slack.outgoing import Markup, Message, bold, escape, lines
from knowledge.overrides import Override
from tools.drafts import Draft, digest

CONFIRM_NAME: Final = "override_confirm"
DECLINE_NAME: Final = "override_decline"


def doubt(draft: Draft) -> Message:
    """A message to a partner of which nobody knows whether it arrived: a person has to look."""
    if draft.channel == "slack":
        why, where = "Slack did not answer, and I do not find it", "into the channel"
    else:
        why = draft.outcome or "the mail server did not answer"
        where = f"into the sent mails or the copies, or ask {draft.recipient}"
    said = (
        f"I cannot tell whether your message to {draft.recipient} arrived: {why}. I will not send it "
        f"again by myself. Please look {where}."
    )
    value = Seen(draft.draft_id, digest(draft)).to_value()
    choices = [button("It is there", ARRIVED, value), button("It is not there", LOST, value)]
    return Message(said, [section(escape(said)), actions(choices)])


def override_question(asked: Override, draft: Draft, asker: str = "") -> Message:
    """An edit that names another partner, whole, for a lead to let stand or not; `asker` is a name."""
    said = f"{asker or asked.asked_by} asks to send a message to {draft.recipient} that names {asked.names}."
    head = lines(
        bold("May this name another partner?"),
        escape(said),
        Markup(f"*Why* {escape(asked.reason, 600)}"),
        Markup(f"*Subject* {escape(asked.subject, 1000)}") if asked.subject else Markup(""),
    )
    choices = [
        button("Let it stand", CONFIRM_NAME, asked.override_id, "primary"),
        button("No", DECLINE_NAME, asked.override_id, "danger"),
    ]
    small = escape("It is logged under your name. Nothing is sent by this: it still has to be approved.")
    return Message(said, [section(head), *partner_words(asked.body), context(small), actions(choices)])


def nobody(asked: Override) -> Message:
    """No lead can be asked."""
    said = f"I find no lead in Slack who could let {asked.names} stand. Take the name out of the message."
    return Message(said, [section(escape(said))])


def decision(asked: Override, draft: Draft, lead: str = "") -> Message:
    """How a lead, by name, decided; with the message to approve, if it may stand."""
    who = lead or asked.decided_by
    if not asked.confirmed:
        said = f"{who} would not name {asked.names} to {draft.recipient}. The draft is as it was."
        return Message(said, [section(escape(said))])
    said = f"{who} lets {asked.names} stand in this message. You can approve it now."
    shown = card(draft)
    return Message(f"{said}\n{shown.text}", [section(escape(said)), *shown.blocks])


def decided(asked: Override) -> Message:
    """What a lead sees in the place of the question."""
    verb = "let stand" if asked.confirmed else "not let stand"
    said = f"The message that names {asked.names} was {verb} by {asked.decided_by}."
    return Message(said, [section(escape(said))])
