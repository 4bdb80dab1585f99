"""The entries of a Home's lists."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from assistant.home.shown import DueFollowUp, OpenPromise, WaitingDraft
from assistant.shown_items import ShownItem
from assistant.slack import limits
from assistant.slack.blocks import Option, actions, button, section
from assistant.slack.follow_ups.reminder import Pointer
from assistant.slack.home.pieces import overflow, row
from assistant.slack.outgoing import Block, escape, lines

ITEM: Final = "home_item"
DRAFT: Final = "home_draft"
DONE: Final = "home_done"
TOMORROW: Final = "home_tomorrow"
FOLLOW: Final = "home_follow"
_REASON: Final = 300
_SMALL: Final = 150


class Wish(StrEnum):
    """What a person may want done about a partner."""

    WHY = "why"
    DRAFT = "draft"
    BRIEF = "brief"
    SNOOZE = "form_snooze"
    REMIND = "form_reminder"


_LABELS: Final = {
    Wish.WHY: "Why?",
    Wish.BRIEF: "Brief me",
    Wish.DRAFT: "Draft a message",
    Wish.SNOOZE: "Snooze",
    Wish.REMIND: "Remind me",
}
_CHANGING: Final = frozenset({Wish.DRAFT, Wish.SNOOZE})


def needing(item: ShownItem, number: int) -> Block:
    """A partner that needs the person: lane, reason, money at stake, last touch, what to do.

    `number` tells the same actions of one list apart, here and below.
    """
    small = [part for part in (item.at_stake, item.last_touch, item.owner) if part]
    said = lines(row(item.name, item.lane), escape(item.reason, _REASON), escape(" · ".join(small), _SMALL))
    return section(said, accessory=wishes(item, number))


def wishes(item: ShownItem, number: int) -> Block | None:
    """The menu at a partner's side; without what the person may not do."""
    offered = [wish for wish in _LABELS if item.yours or wish not in _CHANGING]
    named = {wish: item.draft if wish is Wish.DRAFT else wish.value for wish in offered}
    return overflow(
        f"{ITEM}_{number}", [Option(_LABELS[wish], f"{named[wish]}:{item.partner_id}") for wish in offered]
    )


def draft(waiting: WaitingDraft, number: int) -> Block:
    """A draft that nobody has decided, with the way to its card."""
    said = " · ".join(part for part in (waiting.subject, waiting.recipient, waiting.changed_on) if part)
    return section(
        row(waiting.partner, said), accessory=button("Open", f"{DRAFT}_{number}", waiting.draft_id)
    )


def follow_up(due: DueFollowUp, number: int) -> Iterator[Block]:
    """A reminder whose day has come."""
    when = f"since {due.due}" if due.late else due.due
    yield section(lines(row(due.partner, due.words), escape(when, _SMALL)))
    key = Pointer(due.follow_up.follow_up_id, due.follow_up.version).to_value()
    yield actions([button("Done", f"{DONE}_{number}", key), button("Tomorrow", f"{TOMORROW}_{number}", key)])


def promise(one: OpenPromise, number: int) -> Block:
    """Something that was promised and is not kept yet, with a reminder of it for who has none."""
    whose = "we promised" if one.ours else "they promised"
    late = ", late" if one.late else ""
    when = f" · due {one.due}{late}" if one.due else " · no day named"
    key = f"{one.partner_id}|{one.promise_id}"
    offered = not one.followed and len(key) <= limits.BUTTON_VALUE
    return section(
        lines(row(one.partner, f"{whose}{when}"), escape(f"“{one.words}”", _REASON)),
        accessory=button("Remind me tomorrow", f"{FOLLOW}_{number}", key) if offered else None,
    )
