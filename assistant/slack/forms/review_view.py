"""The quarterly review as a modal: ten moves at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Final

from assistant.errors import OutOfDate
from assistant.figures import day_of
from assistant.forms.review_form import LONGEST_REASON, Move, ReviewPage, Verdict
from assistant.slack.blocks import Option, actions, button, context, modal, section, text_input
from assistant.slack.forms.kept import OUT_OF_DATE, Kept
from assistant.slack.forms.sent import Sent
from assistant.slack.forms.views import Form, closing
from assistant.slack.inputs import select, ticks
from assistant.slack.outgoing import Block, Markup, bold, escape, lines
from tools.tiers import Tier

PAGE_BACK: Final = "form_review_back"
PAGE_NEXT: Final = "form_review_next"
_TITLE: Final = "Quarterly review"
_LATER: Final = "later"
_ALL: Final = "accept_all"


def loading() -> Block:
    """What stands there while the moves are read."""
    return closing(_TITLE, "Reading what waits for a decision …")


def review_form(page: ReviewPage) -> Block:
    """One page of the moves that wait."""
    if not page.moves:
        return closing(
            _TITLE, f"Nothing waits in the review of the quarter that ended on {day_of(page.review_on)}."
        )
    page = _carried(page)
    fields = [section(_head(page)), *(block for move in page.moves for block in _move(move))]
    fields.append(
        ticks("At once", _ALL, [Option("Accept every move on this page that I left for later", _ALL)])
    )
    fields += [actions(turning, "review_pages")] if (turning := list(_turning(page))) else []
    fields.append(context(escape("Saving decides what this page shows; you can undo it.")))
    return modal(Form.REVIEW, _TITLE, "Decide", fields, _kept(page).to_metadata())


def decided(sent: Sent) -> tuple[date, list[Verdict]]:
    """The review, and what a lead said to the moves that the form showed; nothing of those left for later.

    Raises:
        OutOfDate: The form does not say which moves it showed.
    """
    if sent.kept.review_on is None or not sent.kept.moves:
        raise OutOfDate(OUT_OF_DATE)
    accept_rest = _ALL in sent.several(_ALL)
    found = []
    for partner_id, shown in sent.kept.moves:
        tier = sent.text(_decision(partner_id)) or _LATER
        if tier == _LATER and not accept_rest:
            continue
        field = _reason(partner_id)
        held = shown if tier == _LATER else tier
        found.append(Verdict(partner_id, shown, held, sent.text(field), field))
    return sent.kept.review_on, found


def first_decision(sent: Sent) -> str:
    """The first field of the page."""
    return _decision(sent.kept.moves[0][0])


def _head(page: ReviewPage) -> Markup:
    waiting = f"{page.waiting} {'move waits' if page.waiting == 1 else 'moves wait'} for a decision"
    said = f"{waiting} in the review of the quarter that ended on {day_of(page.review_on)}."
    where = f"Page {page.number + 1} of {page.pages}." if page.pages > 1 else ""
    return lines(escape(said), escape(where))


def _move(move: Move) -> Iterator[Block]:
    said = f"from {_words(move.before)} to {_words(move.after)}"
    yield section(lines(bold(move.name[:150]), escape(said)))
    others = [tier for tier in Tier if tier != move.after]
    options = [
        Option("Decide later", _LATER),
        Option(f"Accept: {_words(move.after)}", move.after),
        *(Option(f"Override: {_words(tier)}", tier) for tier in others),
    ]
    yield select("Decision", _decision(move.partner_id), options, _LATER)
    reason = text_input(
        "Reason, for an override", _reason(move.partner_id), "", multiline=False, optional=True
    )
    reason["element"]["max_length"] = LONGEST_REASON
    yield reason


def _turning(page: ReviewPage) -> Iterator[Block]:
    if page.number > 0:
        yield button("Page before", PAGE_BACK, str(page.number - 1))
    if page.number + 1 < page.pages:
        yield button("Next page", PAGE_NEXT, str(page.number + 1))


def _carried(page: ReviewPage) -> ReviewPage:
    """Without the moves whose ids are too long for Slack to carry; they wait for the next page."""
    while len(page.moves) > 1 and not _kept(page).fits:
        page = replace(page, moves=page.moves[:-1])
    return page


def _kept(page: ReviewPage) -> Kept:
    moves = tuple((move.partner_id, move.after) for move in page.moves)
    return Kept(review_on=page.review_on, moves=moves)


def _decision(partner_id: str) -> str:
    """The field's id names its partner: Slack keeps what was filled in when a page is turned."""
    return f"decision_{_mark(partner_id)}"


def _reason(partner_id: str) -> str:
    return f"reason_{_mark(partner_id)}"


def _mark(partner_id: str) -> str:
    return sha256(partner_id.encode("utf-8", "replace")).hexdigest()[:16]


def _words(tier: str) -> str:
    return tier.replace("_", " ")
