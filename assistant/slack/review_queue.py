"""Buttons of a job: cancel and review; of its queue: approve, edit, skip, back, next; of the list at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from slack_bolt import App

from assistant.errors import AssistantError, NotAllowed
from assistant.slack import cards, review_cards
from assistant.slack.clicks import Click, on_click, posted_message
from assistant.slack.intake import Intake
from assistant.slack.job_errands import JobErrands
from tools.drafts import OPEN, Draft, DraftChangedError, DraftError, DraftMoveError, DraftState, digest


def register(app: App, intake: Intake) -> None:
    """Listen to these buttons."""
    acts: dict[str, Callable[[Intake, Click, JobErrands], None]] = {
        review_cards.CANCEL: _cancel,
        review_cards.REVIEW: _review,
        review_cards.APPROVE: _approve,
        review_cards.EDIT: _edit,
        review_cards.SKIP: _skip,
        review_cards.BACK: partial(_move, by=-1),
        review_cards.NEXT: partial(_move, by=1),
        review_cards.TOGETHER: _together,
        review_cards.PAGE_BACK: partial(_turn, by=-1),
        review_cards.PAGE_NEXT: partial(_turn, by=1),
        review_cards.APPROVE_ALL: _approve_all,
    }
    for action_id, act in acts.items():
        app.action(action_id)(on_click(intake, partial(_guarded, act)))


@dataclass(frozen=True)
class _Shown:
    """What a person saw when they clicked: the queue's place, the draft and its bytes."""

    job_id: str
    place: int
    draft_id: str
    digest: str

    @classmethod
    def read(cls, value: str) -> _Shown | None:
        parts = review_cards.unpacked(value, 4)
        if parts is None or not parts[1].isdecimal():
            return None
        return cls(parts[0], int(parts[1]), parts[2], parts[3])


def _guarded(act: Callable[[Intake, Click, JobErrands], None], intake: Intake, click: Click) -> None:
    """What stands in the way is said once, however often the button is clicked."""
    errands = intake.errands.jobs
    if errands is None:
        return
    try:
        act(intake, click, errands)
    except (DraftError, AssistantError) as error:
        said = f"no:{click.channel}:{click.message_ts}:{click.user_id}:{click.action_id}:{click.value[-24:]}"
        intake.say(f"{said}:{type(error).__name__}", click.channel, str(error))


def _cancel(intake: Intake, click: Click, errands: JobErrands) -> None:
    if parts := review_cards.unpacked(click.value, 1):
        errands.jobs.cancel(parts[0], click.person)
        intake.workflows.show_progress(parts[0], _cause(click))


def _review(intake: Intake, click: Click, errands: JobErrands) -> None:
    if parts := review_cards.unpacked(click.value, 1):
        minute = int(intake.desk.now().timestamp()) // 60  # a second click is not a second queue
        cause = f"{click.message_ts}:{minute}"
        posted = errands.put_queue(parts[0], click.person, click.channel, _thread(intake, click), cause)
        intake.workflows.post(posted)


def _approve(intake: Intake, click: Click, errands: JobErrands) -> None:
    shown = _shown(click, errands)
    if shown is None:
        return
    draft = _decided(intake, shown, lambda: intake.desk.approve(shown.draft_id, shown.digest, click.person))
    if draft.state is DraftState.APPROVED and draft.approved_digest == shown.digest:
        leave = intake.workflows.send if errands.leaves_by_itself(draft) else intake.workflows.hand_over
        leave(draft.draft_id, shown.digest, draft.version, click.channel, "")
    _show_next(intake, click, errands, shown, draft)


def _skip(intake: Intake, click: Click, errands: JobErrands) -> None:
    shown = _shown(click, errands)
    if shown is None:
        return
    if _has_changed(intake, shown):  # nobody puts aside what they have not read
        _show(intake, click, shown.job_id, shown.place)
        return
    draft = _decided(intake, shown, lambda: intake.desk.dismiss(shown.draft_id, click.person))
    _show_next(intake, click, errands, shown, draft)


def _edit(intake: Intake, click: Click, errands: JobErrands) -> None:
    shown = _shown(click, errands)
    if shown is None:
        return
    draft = intake.desk.draft(shown.draft_id)
    if draft.state not in OPEN or _has_changed(intake, shown):
        _show(intake, click, shown.job_id, shown.place)
        return
    seen = cards.Seen(shown.draft_id, shown.digest, click.channel, click.message_ts)
    intake.open(click.user_id, click.trigger_id, cards.editor(draft, seen))


def _move(intake: Intake, click: Click, errands: JobErrands, by: int) -> None:
    parts = review_cards.unpacked(click.value, 2)
    if parts and parts[1].isdecimal():
        errands.jobs.job(parts[0], click.person)
        _show(intake, click, parts[0], int(parts[1]) + by)


def _together(intake: Intake, click: Click, errands: JobErrands) -> None:
    if parts := review_cards.unpacked(click.value, 1):
        errands.jobs.job(parts[0], click.person)
        thread = _thread(intake, click)
        intake.workflows.list_together(parts[0], click.person.email, _cause(click), click.channel, thread)


def _turn(intake: Intake, click: Click, errands: JobErrands, by: int) -> None:
    parts = review_cards.unpacked(click.value, 2)
    if parts and parts[1].isdecimal():
        errands.listings.of(parts[0], click.person)
        place = (click.channel, click.message_ts)
        intake.workflows.show_page(parts[0], int(parts[1]) + by, click.person.email, *place, _cause(click))


def _approve_all(intake: Intake, click: Click, errands: JobErrands) -> None:
    if parts := review_cards.unpacked(click.value, 1):
        errands.listings.read_whole(parts[0], click.person)
        place = (click.channel, click.message_ts)
        intake.workflows.approve_listing(parts[0], click.person.email, *place)


def _shown(click: Click, errands: JobErrands) -> _Shown | None:
    """What the button stands for; None for anything else, since a value can be forged.

    Raises:
        NotAllowed: The person has no such queue, or the draft is none of it.
    """
    shown = _Shown.read(click.value)
    if shown is not None and not errands.queue.holds(shown.job_id, shown.draft_id, click.person):
        raise NotAllowed("This message is not in your queue. Open the queue again.")
    return shown


def _has_changed(intake: Intake, shown: _Shown) -> bool:
    return digest(intake.desk.draft(shown.draft_id)) != shown.digest


def _decided(intake: Intake, shown: _Shown, decide: Callable[[], Draft]) -> Draft:
    """The draft, decided now unless somebody was faster."""
    draft = intake.desk.draft(shown.draft_id)
    if draft.state not in OPEN:
        return draft
    try:
        return decide()
    except (DraftMoveError, DraftChangedError):
        return intake.desk.draft(shown.draft_id)


def _show_next(intake: Intake, click: Click, errands: JobErrands, shown: _Shown, draft: Draft) -> None:
    """The next undecided draft; the same again if it is still to be decided."""
    place = shown.place
    if draft.state not in OPEN:
        place = errands.queue.next_place(shown.job_id, place, click.person)
    _show(intake, click, shown.job_id, place)


def _show(intake: Intake, click: Click, job_id: str, place: int) -> None:
    at = (click.channel, click.message_ts)
    intake.workflows.show_queue(job_id, max(0, place), click.person.email, *at, _cause(click))


def _thread(intake: Intake, click: Click) -> str:
    message = posted_message(intake.desk.engine, click)
    return message.thread_ts if message else ""


def _cause(click: Click) -> str:
    """The same for every delivery of one click, another for the next."""
    return f"{click.user_id}:{click.message_ts}:{click.trigger_id}"
