"""What opens a form, and what each does when it is sent off."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App

from assistant.forms import Forms
from assistant.slack.answers import MENU
from assistant.slack.forms import digest_view, options, reviewing, shortcuts, what_if_view
from assistant.slack.forms.opening import Who, about_of, chosen_form, open_form
from assistant.slack.forms.sent import Sent
from assistant.slack.forms.submitting import changing, on_submit
from assistant.slack.forms.views import Form
from assistant.slack.intake import Intake

_OPENED: Final = (Form.NOTE, Form.SNOOZE, Form.REMINDER, Form.DIGEST, Form.WHAT_IF, Form.BRIEF)
"""By buttons of that name, wherever they stand; the review opens by itself (`reviewing`)."""


def register(app: App, intake: Intake) -> None:
    """Listen to everything about forms: buttons, menus, shortcuts, fields, and the forms themselves."""
    for part in (options, reviewing, shortcuts):
        part.register(app, intake)
    app.action(re.compile(rf"^{MENU}_\d+$"), matchers=[_picks_form])(partial(_open_chosen, intake))
    for form in _OPENED:
        app.action(form)(_opener(intake, form))
    changes: dict[Form, Callable[[Forms, Sent], str]] = {
        Form.NOTE: _note,
        Form.SNOOZE: _snooze,
        Form.REMINDER: _remind,
        Form.DIGEST: _digest,
        Form.HELD: _keep_held,
    }
    for form, change in changes.items():
        on_submit(app, form, intake, partial(changing, change))
    on_submit(app, Form.BRIEF, intake, _brief)
    on_submit(app, Form.WHAT_IF, intake, _what_if)


def _picks_form(action: dict[str, Any]) -> bool:
    """Whether a form was picked in a partner's menu; the menu holds questions too."""
    return chosen_form(_chosen(action)) is not None


def _open_chosen(intake: Intake, ack: Ack, body: dict[str, Any]) -> None:
    if chosen := chosen_form(_chosen(body["actions"][0])):
        open_form(intake, chosen[0], Who.of(body), chosen[1])
    ack()


def _chosen(action: dict[str, Any]) -> str:
    return str((action.get("selected_option") or {}).get("value", ""))


def _opener(intake: Intake, form: Form) -> Callable[..., None]:
    def listener(ack: Ack, body: dict[str, Any]) -> None:
        open_form(intake, form, Who.of(body), about_of(body["actions"][0].get("value", "")))
        ack()

    return listener


def _note(forms: Forms, sent: Sent) -> str:
    day = sent.day_needed("day")
    return forms.log_note(sent.submitted, sent.text("partner"), sent.text("words"), day)


def _snooze(forms: Forms, sent: Sent) -> str:
    return forms.snooze(sent.submitted, sent.text("partner"), sent.day_needed("until"))


def _remind(forms: Forms, sent: Sent) -> str:
    words, when, at = sent.text("words"), sent.text("when"), sent.hour("at")
    return forms.remind(sent.submitted, words, when, at, sent.text("partner"))


def _digest(forms: Forms, sent: Sent) -> str:
    now_set = forms.digest_settings(sent.person)
    return forms.change_digest(sent.submitted, digest_view.wanted(sent, now_set))


def _keep_held(forms: Forms, sent: Sent) -> str:
    return forms.keep_held(sent.submitted, sent.kept.message_id, sent.text("partner"))


def _brief(intake: Intake, forms: Forms, sent: Sent) -> None:
    partner_id = sent.text("partner")
    forms.check_partner(sent.person, partner_id)
    _ask(intake, sent, "forms.brief", partner_id)


def _what_if(intake: Intake, forms: Forms, sent: Sent) -> None:
    wanted = what_if_view.assumed(sent)
    if wanted.partner_id:
        forms.check_partner(sent.person, wanted.partner_id)
    _ask(intake, sent, "forms.what_if", wanted.model_dump_json(exclude_none=True))


def _ask(intake: Intake, sent: Sent, errand: str, about: str) -> None:
    """Answer in the direct message, as if it had been asked there."""
    question_id = f"answer:{sent.cause}"
    intake.workflows.run(question_id, errand, question_id, sent.person.email, sent.user_id, about)
