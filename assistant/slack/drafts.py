"""Buttons of a draft card."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial

from slack_bolt import App

from assistant.errors import AssistantError, NotAllowed, OutOfDate
from assistant.slack import cards, limits, notices
from assistant.slack.cards import Seen
from assistant.slack.clicks import Click, on_click
from assistant.slack.intake import Intake
from knowledge.people import Person
from tools.drafts import OPEN, Draft, DraftChangedError, DraftError, DraftMoveError, DraftState, digest


def register(app: App, intake: Intake) -> None:
    """Listen to the card's buttons and the editor."""
    app.action(cards.APPROVE)(on_click(intake, _approve))
    app.action(cards.EDIT)(on_click(intake, _open_editor))
    app.action(cards.DISMISS)(on_click(intake, _dismiss))
    app.action(cards.BY_HAND)(on_click(intake, _sent_by_hand))
    app.action(cards.ANSWERED)(on_click(intake, partial(_answered, came=True)))
    app.action(cards.UNANSWERED)(on_click(intake, partial(_answered, came=False)))
    app.action(cards.ARRIVED)(on_click(intake, partial(_settle, arrived=True)))
    app.action(cards.LOST)(on_click(intake, partial(_settle, arrived=False)))


def _approve(intake: Intake, click: Click) -> None:
    seen = click.seen
    if seen is None:
        return
    try:
        draft = _approved(intake, seen, click.person)
    except (DraftError, AssistantError) as error:
        _complain(intake, click, seen, error)
        return
    if draft.state is not DraftState.APPROVED or draft.approved_digest != seen.digest:
        _refresh(intake, draft, click)
        return
    # if an earlier click approved it, its workflow perhaps never started; starting it again is harmless
    by_itself = intake.errands.drafts.leaves_by_itself(draft)
    leave = intake.workflows.send if by_itself else intake.workflows.hand_over
    leave(draft.draft_id, seen.digest, draft.version, click.channel, click.message_ts)


def _approved(intake: Intake, seen: Seen, person: Person) -> Draft:
    """The draft, approved now unless somebody was faster."""
    draft = intake.desk.draft(seen.draft_id)
    if draft.state not in OPEN:
        return draft
    try:
        return intake.desk.approve(seen.draft_id, seen.digest, person)
    except (DraftMoveError, DraftChangedError):
        return intake.desk.draft(seen.draft_id)


def _open_editor(intake: Intake, click: Click) -> None:
    seen = click.seen
    if seen is None:
        return
    try:
        draft = intake.desk.draft(seen.draft_id)
    except (DraftError, AssistantError) as error:
        _complain(intake, click, seen, error)
        return
    if digest(draft) != seen.digest:
        _refresh(intake, draft, click)
    elif max(len(draft.body), len(draft.subject)) > limits.INPUT:
        intake.say(f"long:{draft.draft_id}:{draft.version}", click.channel, notices.TOO_LONG_TO_EDIT)
    else:
        intake.open(click.user_id, click.trigger_id, cards.editor(draft, seen))


def _dismiss(intake: Intake, click: Click) -> None:
    seen = click.seen
    if seen is None:
        return
    try:
        draft = intake.desk.draft(seen.draft_id)
        if digest(draft) == seen.digest:  # nobody puts aside what they have not read
            draft = intake.desk.dismiss(seen.draft_id, click.person)
    except (DraftMoveError, DraftChangedError):
        draft = intake.desk.draft(seen.draft_id)
    except (DraftError, AssistantError) as error:
        _complain(intake, click, seen, error)
        return
    _refresh(intake, draft, click)


def _settle(intake: Intake, click: Click, *, arrived: bool) -> None:
    """While the message is in doubt, the question stays for who may answer it."""
    errands = intake.errands.drafts

    def settled(seen: Seen) -> Draft:
        return errands.settle(seen.draft_id, seen.digest, click.person, arrived=arrived)

    _after(intake, click, settled, lambda draft: draft.state is not DraftState.UNKNOWN)


def _sent_by_hand(intake: Intake, click: Click) -> None:
    """The words stay where they were handed over; only what became of them is shown below."""
    errands = intake.errands.drafts

    def sent(seen: Seen) -> Draft:
        return errands.sent_by_hand(seen.draft_id, seen.digest, click.person)

    _after(intake, click, sent, lambda draft: draft.state is DraftState.SENT)


def _after(
    intake: Intake, click: Click, act: Callable[[Seen], Draft], is_done: Callable[[Draft], bool]
) -> None:
    """Act for the approver, and show what became of the draft; anybody else, or too late, is told why not."""
    seen = click.seen
    if seen is None:
        return
    try:
        draft = act(seen)
        if is_done(draft):
            _refresh(intake, draft, click)
        elif draft.approved_by != click.person.email:
            raise NotAllowed(notices.NOT_APPROVER)
        else:
            raise OutOfDate(notices.NOT_AS_APPROVED)
    except (DraftError, AssistantError) as error:
        _complain(intake, click, seen, error)


def _answered(intake: Intake, click: Click, *, came: bool) -> None:
    if click.seen is None:
        return
    try:
        intake.desk.decisions.log_answer(click.seen.draft_id, click.person, came=came)
        draft = intake.desk.draft(click.seen.draft_id)
    except (DraftError, AssistantError) as error:
        _complain(intake, click, click.seen, error)
        return
    why = f":{click.action_id}:{click.trigger_id}"
    intake.workflows.refresh_card(draft.draft_id, draft.version, click.channel, click.message_ts, why)


def _refresh(intake: Intake, draft: Draft, click: Click) -> None:
    intake.workflows.refresh_card(draft.draft_id, draft.version, click.channel, click.message_ts)


def _complain(intake: Intake, click: Click, seen: Seen, error: Exception) -> None:
    """Say once what stands in the way, however often the button is clicked."""
    why = hashlib.blake2b(str(error).encode(), digest_size=8).hexdigest()
    intake.say(f"no:{seen.draft_id}:{seen.digest[:16]}:{click.user_id}:{why}", click.channel, str(error))
