"""What a partner's menu in the Home does: ask about the partner, or open a form."""

from __future__ import annotations

from assistant.errors import AssistantError
from assistant.rapport import Rapport
from assistant.slack.forms.opening import Who, chosen_form, open_form
from assistant.slack.home.clicking import HomeClick
from assistant.slack.intake import Intake
from assistant.slack.partner_questions import Place, ask_about


def act_on(intake: Intake, rapport: Rapport, click: HomeClick) -> None:
    """Do what was chosen about a partner, if the person may know of it; the answer is a direct message."""
    if form := chosen_form(click.value):
        open_form(intake, form[0], Who(click.user_id, click.team_id, click.trigger_id), form[1])
        return
    question, _, partner_id = click.value.partition(":")
    cause = f"home:{click.cause}"
    place = Place(cause, click.user_id, click.team_id, click.user_id, cause)
    try:
        ask_about(intake, rapport, click.person, question, partner_id, place)
    except AssistantError as error:
        intake.say(f"no-question:{cause}", click.user_id, str(error))
