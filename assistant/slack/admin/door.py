"""The way in for a colleague who is not among the managers: they ask, an admin decides."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App

from assistant.errors import AssistantError
from assistant.rapport import Rapport
from assistant.slack import notices
from assistant.slack.blocks import actions, button, context, section
from assistant.slack.clicks import Click, on_click, posted_value
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, Refusal, RefusedError
from assistant.slack.outgoing import Message, bold, cut_text, escape, lines
from knowledge.admission import DECLINED, AccessRequest, get_request
from knowledge.people import Role

LET_IN: Final = {"admit_manager": Role.MANAGER, "admit_viewer": Role.VIEWER, "admit_nobody": None}
ASKED: Final = "I have asked {admins}. You will hear from me here."
SORRY: Final = "An admin has decided not to let you in. Ask them if you think that is a mistake."
NOBODY: Final = "Nobody here can let you in yet. Ask whoever looks after Rapport to add you to managers.csv."
ASKED_BEFORE: Final = "You have asked already. You will hear from me here when an admin has decided."
KNOWN: Final = "I know you already. Ask me anything, for example: which partners need attention?"
_NAME: Final = 80


def register(app: App, intake: Intake) -> None:
    """Listen to who asks, and to who decides."""

    @app.action(notices.ASK_ADMIN)
    def ask(ack: Ack, body: dict[str, Any]) -> None:
        _ask(intake, body["user"])
        ack()

    for action_id in LET_IN:
        app.action(action_id)(on_click(intake, partial(_decide, role=LET_IN[action_id])))


def _ask(intake: Intake, user: dict[str, Any]) -> None:
    """Keep that somebody of our team wants to be let in; everybody else is shown nothing."""
    user_id, rapport = user["id"], intake.errands.rapport
    if rapport is None:
        return
    try:
        intake.members.person(user_id, user.get("team_id", ""))
    except RefusedError as refusal:
        if refusal.reason is Refusal.UNKNOWN:
            newcomer = intake.members.newcomer(user_id)
            new = rapport.colleagues.ask_to_be_let_in(user_id, newcomer.name, newcomer.email)
            intake.workflows.run(f"door:{user_id}", "door.announce", user_id)
            if not new:
                _say_once_a_day(intake, user_id, "again", _standing(rapport, user_id))
    except LookupFailedError:
        _say_once_a_day(intake, user_id, "unsure", notices.LOOKUP_FAILED)
    else:
        _say_once_a_day(intake, user_id, "known", KNOWN)


def _say_once_a_day(intake: Intake, user_id: str, what: str, said: str) -> None:
    intake.say(f"{what}:{user_id}:{intake.desk.now():%Y-%m-%d}", user_id, said)


def _standing(rapport: Rapport, user_id: str) -> str:
    """How it stands with somebody who asks a second time."""
    with rapport.engine.connect() as connection:
        asked = get_request(connection, user_id)
    return SORRY if asked and asked.decision == DECLINED else ASKED_BEFORE


def _decide(intake: Intake, click: Click, *, role: Role | None) -> None:
    """An admin's decision about whom that message names; whoever comes second sees how it was decided."""
    user_id, rapport = posted_value(intake, click), intake.errands.rapport
    if user_id is None or rapport is None:
        return
    try:
        rapport.colleagues.decide(click.person, user_id, role)
    except AssistantError as error:
        intake.say(f"door-no:{user_id}:{click.user_id}", click.channel, str(error))
        return
    intake.members.forget(user_id)
    intake.workflows.run(f"door-decided:{user_id}", "door.tell", user_id)


def request_message(asked: AccessRequest, decided_by: str = "") -> Message:
    """For an admin: who asks, and what to do about it. Name and address are outside text.

    Args:
        asked: As it stands.
        decided_by: What the one who decided it is called; their address where nobody knows.
    """
    name = cut_text(asked.name, _NAME) or "Somebody without a name"
    address = f"{asked.email}, confirmed in Slack" if asked.email else "no confirmed e-mail in Slack"
    said = lines(bold(f"{name} wants to use me"), escape(address, 300))
    if asked.decision:
        how = "turned away" if asked.decision == DECLINED else f"let in as {asked.decision}"
        decided = f"{cut_text(decided_by or asked.decided_by or '', 200)}: {how}."
        return Message(f"{name} wants to use me. {decided}", [section(said), context(escape(decided))])
    return Message(f"{name} wants to use me: {address}", [section(said), *_choices(asked)])


def _choices(asked: AccessRequest) -> list[dict[str, Any]]:
    if not asked.email:
        return [context(escape("Add them to managers.csv with an e-mail; I cannot let them in without one."))]
    buttons = [
        button("Let in as manager", "admit_manager", asked.slack_user_id, "primary"),
        button("As viewer", "admit_viewer", asked.slack_user_id),
        button("No", "admit_nobody", asked.slack_user_id, "danger"),
    ]
    return [actions(buttons), context(escape("A viewer reads; a manager also drafts, for the own book."))]
