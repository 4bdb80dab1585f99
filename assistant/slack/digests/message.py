"""Digests, summaries and reviews as messages."""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from assistant.contract import Answer
from assistant.counting import counted
from assistant.digests import Digest
from assistant.figures import day_of
from assistant.shown_items import ShownItem
from assistant.slack import limits
from assistant.slack.answers import ASK, after_prose, twin_of
from assistant.slack.answers.charts import charts_of
from assistant.slack.answers.prose import paragraphs
from assistant.slack.blocks import Option, actions, button, context, header, overflow, section
from assistant.slack.outgoing import Block, Markup, Message, bold, cut_text, escape, lines

ITEM: Final = "digest_item"
PACK: Final = "digest_pack"
_NAME: Final = 60
_REASON: Final = 300
_SMALL: Final = 200
_CLOSING: Final = 1_000
_ATTENTION: Final = "Who needs attention?"


class Wish(StrEnum):
    """What a person may want done about an item of a digest."""

    WHY = "why"
    BRIEF = "brief"
    DRAFT = "draft"
    SNOOZE = "form_snooze"
    MUTE = "mute"


_LABELS: Final = {
    Wish.WHY: "Why was this here?",
    Wish.BRIEF: "Brief me",
    Wish.DRAFT: "Draft a message",
    Wish.SNOOZE: "Snooze",
    Wish.MUTE: "Mute in my digest",
}
_OF_A_TEAM: Final = (Wish.WHY, Wish.BRIEF)


def weekly_message(digest: Digest, week: str) -> Message:
    """A person's digest: what changed, each with its reason; a quiet week is one line."""
    title = f"Your partners, week {_number(week)}"
    small = [f"As of {day_of(digest.as_of)}", *_left_out(digest)]
    buttons = [button("Settings", "form_digest", "{}"), button(_ATTENTION, f"{ASK}_0", _ATTENTION)]
    blocks = [header(title), *_body(digest, tuple(Wish)), context(escape(" · ".join(small)))]
    return Message(_twin(title, digest), [*blocks, actions(buttons)])


def team_message(digest: Digest, week: str, region: str) -> Message:
    """A team's digest, for all of its channel to read: nothing of one person alone, and nothing to change."""
    whose = cut_text(" ".join(region.split()), _NAME)
    title = f"{whose or 'All partners'}, week {_number(week)}"
    small = f"As of {day_of(digest.as_of)} · ask me in a direct message for more"
    blocks = [header(title), *_body(digest, _OF_A_TEAM), context(escape(small))]
    return Message(_twin(title, digest), blocks)


def monthly_message(answer: Answer, month: str) -> Message:
    """What moved in a month, with its chart."""
    year, _, number = month.partition("-")
    title = f"{calendar.month_name[int(number)]} {year}: what moved"
    return _titled(title, answer, [])


def review_message(answer: Answer | None, quarter: str, packs: Sequence[tuple[str, str]]) -> Message:
    """What waits for a decision after a quarter, and packs for the talks with partners.

    Args:
        answer: What waits; None for somebody who decides nothing.
        quarter: Such as `2026-Q3`.
        packs: Id and name of partners.
    """
    year, _, number = quarter.partition("-")
    title = f"Review of {number} {year}"
    buttons = [button("Decide", "form_review", "{}", "primary")] if answer and answer.table else []
    offered = [
        button(f"Pack for {cut_text(name, _NAME)}", f"{PACK}_{place}", _pack_value(one, quarter))
        for place, (one, name) in enumerate(packs)
        if len(_pack_value(one, quarter)) <= limits.BUTTON_VALUE
    ]
    said = escape("For the talks with your largest partners I can make a pack each: a page and slides.")
    below = [
        *([actions(buttons)] if buttons else []),
        *([section(said), actions(offered)] if offered else []),
    ]
    if answer is None:
        return Message(f"{title}. {said}", [header(title), *below])
    return _titled(title, answer, below)


def why_message(answer: Answer) -> Message:
    """Why a partner was in a digest, and how to change that."""
    small = context(escape("Mute or snooze it in the menu beside it, or choose other lanes in the settings."))
    blocks = [*paragraphs(answer.text), small, actions([button("Settings", "form_digest", "{}")])]
    return Message(answer.text, blocks)


def pack_of(value: str) -> tuple[str, str] | None:
    """Partner and quarter of a button; None for a forged value."""
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return None
    match found:
        case {"partner_id": str(partner_id), "quarter": str(quarter)}:
            return partner_id, quarter
    return None


def _pack_value(partner_id: str, quarter: str) -> str:
    return json.dumps({"partner_id": partner_id, "quarter": quarter}, separators=(",", ":"))


def _titled(title: str, answer: Answer, below: Sequence[Block]) -> Message:
    first, _, rest = answer.text.partition("\n")
    blocks = [header(title), section(bold(first)), *paragraphs(rest), *after_prose(answer), *below]
    return Message(f"{title}\n{twin_of(answer)}", blocks, charts_of(answer))


def _body(digest: Digest, wishes: Sequence[Wish]) -> Iterator[Block]:
    yield section(bold(digest.headline))
    for number, item in enumerate(digest.items):
        yield section(_item(item), accessory=_menu(item, number, wishes))
    if digest.more:
        yield context(escape(f"and {counted(digest.more, 'partner')} more with something new"))
    closing = [escape(one, _CLOSING) for one in digest.closing]
    if closing:
        yield section(lines(*closing))


def _item(item: ShownItem) -> Markup:
    name = bold(cut_text(" ".join(item.name.split()), _NAME))
    small = " · ".join(part for part in (item.at_stake, item.last_touch, item.owner) if part)
    return lines(Markup(f"{name}  {escape(item.lane)}"), escape(item.reason, _REASON), escape(small, _SMALL))


def _menu(item: ShownItem, number: int, wishes: Sequence[Wish]) -> Block | None:
    offered = [one for one in wishes if item.yours or one not in (Wish.DRAFT, Wish.SNOOZE)]
    named = {one: item.draft if one is Wish.DRAFT else one.value for one in offered}
    options = [Option(_LABELS[one], f"{named[one]}:{item.partner_id}") for one in offered]
    fitting = [one for one in options if len(one.value) <= limits.OPTION_VALUE]
    return overflow(f"{ITEM}_{number}", fitting) if fitting else None


def _left_out(digest: Digest) -> Iterator[str]:
    if digest.muted:
        yield f"{digest.muted:,} muted"
    if digest.snoozed:
        yield f"{digest.snoozed:,} snoozed"


def _twin(title: str, digest: Digest) -> str:
    """What a screen reader says."""
    items = [f"{one.name}: {one.reason}" for one in digest.items]
    return "\n".join([title, digest.headline, *items, *digest.closing])


def _number(week: str) -> str:
    return week.rpartition("W")[2].lstrip("0")
