"""The quarterly review as a form: opened at once, filled when the moves are read, turned page by page."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App

from assistant.errors import FieldInvalid
from assistant.forms import Forms
from assistant.slack.forms import review_view
from assistant.slack.forms.opening import Who, show
from assistant.slack.forms.sent import Sent
from assistant.slack.forms.submitting import changing, on_submit
from assistant.slack.forms.views import Form
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, RefusedError
from assistant.slack.outgoing import Block
from knowledge.people import Person

_FURTHEST: Final = 4  # digits of a page's number


def register(app: App, intake: Intake) -> None:
    """Listen to what opens it, its pages and its submission."""
    on_submit(app, Form.REVIEW, intake, partial(changing, _decide))

    @app.action(Form.REVIEW)
    def open_review(ack: Ack, body: dict[str, Any]) -> None:
        start_review(intake, Who.of(body))
        ack()

    for action_id in (review_view.PAGE_BACK, review_view.PAGE_NEXT):
        app.action(action_id)(partial(_turn, intake))


def start_review(intake: Intake, who: Who) -> None:
    """Open the review for a lead; whoever is none is told."""
    if view_id := show(intake, who, _loading):
        _fill(intake, view_id, who, 0)


def _loading(forms: Forms, person: Person) -> Block:
    forms.check_lead(person)
    return review_view.loading()


def _turn(intake: Intake, ack: Ack, body: dict[str, Any]) -> None:
    page, view = body["actions"][0].get("value", ""), body.get("view", {})
    if view.get("callback_id") == Form.REVIEW and page.isdecimal() and len(page) <= _FURTHEST:
        _fill(intake, view["id"], Who.of(body), int(page))
    ack()


def _fill(intake: Intake, view_id: str, who: Who, page: int) -> None:
    try:
        email = intake.members.person(who.user_id, who.team_id).email
    except (RefusedError, LookupFailedError):
        return
    cause = f"page:{view_id}:{page}:{who.trigger_id}"
    intake.workflows.run(cause, "forms.show_review", view_id, email, page)


def _decide(forms: Forms, sent: Sent) -> str:
    review_on, verdicts = review_view.decided(sent)
    if not verdicts:
        said = "Nothing is decided yet. Choose for at least one partner, or accept the whole page."
        raise FieldInvalid(review_view.first_decision(sent), said)
    return forms.decide(sent.submitted, review_on, verdicts)
