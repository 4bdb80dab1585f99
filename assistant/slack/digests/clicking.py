"""What people do with a digest: ask why, mute, snooze, go on with a partner, have a pack made."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from slack_bolt import Ack, App

from assistant.errors import AssistantError, OutOfDate
from assistant.rapport import Rapport
from assistant.slack.answers import UNDO
from assistant.slack.blocks import actions, button, section
from assistant.slack.clicks import Click, posted_message, posted_value, read_click
from assistant.slack.digests.message import ITEM, PACK, Wish, pack_of
from assistant.slack.forms.opening import Who, chosen_form, open_form
from assistant.slack.intake import Intake
from assistant.slack.notices import PARTNER_GONE
from assistant.slack.outgoing import Block, Message, escape
from assistant.slack.partner_questions import Place, ask_about
from knowledge.partners import partner_card

_MUTED: Final = "is muted: your digest does not tell of it any more. You still find it in every answer."


def register(app: App, intake: Intake) -> None:
    """Listen to the menus of items and to the buttons of packs; without the application there are none."""
    rapport = intake.errands.rapport
    if rapport is None:
        return
    app.action(re.compile(rf"^{ITEM}_\d+$"))(partial(_on_item, intake, rapport))
    app.action(re.compile(rf"^{PACK}_\d+$"))(partial(_on_pack, intake))


def _on_item(intake: Intake, rapport: Rapport, ack: Ack, body: Block) -> None:
    click = read_click(intake, body)
    chosen = posted_value(intake, click) if click else None
    if click and chosen:
        try:
            _act(intake, rapport, click, chosen)
        except AssistantError as error:
            intake.say(f"{click.action_id}:{click.channel}:{click.message_ts}", click.user_id, str(error))
    ack()


def _on_pack(intake: Intake, ack: Ack, body: Block) -> None:
    click = read_click(intake, body)
    wanted = pack_of(posted_value(intake, click) or "") if click else None
    if click and wanted:
        ids = (click.person.email, *wanted, click.channel, click.message_ts)
        cause = f"pack:{click.channel}:{click.message_ts}:{click.action_id}:{click.person.email}"
        intake.workflows.run(cause, "packs.put", *ids)
    ack()


def _act(intake: Intake, rapport: Rapport, click: Click, chosen: str) -> None:
    """Do what was chosen.

    Raises:
        OutOfDate: There is no such partner any more that the person may know of.
    """
    wish, _, partner_id = chosen.partition(":")
    if not rapport.roster.access(click.person).may_see(partner_id):
        raise OutOfDate(PARTNER_GONE)
    if form := chosen_form(chosen):
        who = Who(click.user_id, click.team_id, click.trigger_id)
        open_form(intake, form[0], who, form[1])
    elif wish == Wish.WHY:
        _say_why(intake, click, partner_id)
    elif wish == Wish.MUTE:
        _mute(intake, rapport, click, partner_id)
    else:
        ask_about(intake, rapport, click.person, wish, partner_id, _place(click))


def _say_why(intake: Intake, click: Click, partner_id: str) -> None:
    """In the digest's thread; of a channel's digest, to the one who asks alone."""
    posted = posted_message(intake.desk.engine, click)
    if posted is None:
        return
    place, thread_ts = (click.channel, click.message_ts) if _in_dm(click) else (click.user_id, "")
    cause = f"why:{click.channel}:{click.message_ts}:{click.action_id}:{click.person.email}"
    ids = (click.person.email, partner_id, posted.outbox_id, place, thread_ts)
    intake.workflows.run(cause, "digests.why", *ids)


def _mute(intake: Intake, rapport: Rapport, click: Click, partner_id: str) -> None:
    access = rapport.roster.access(click.person)
    cause = f"{click.channel}:{click.message_ts}:{click.action_id}"
    change_id = rapport.digests.mute(access, partner_id, f"{cause}:{click.person.email}", muted=True)
    with rapport.engine.connect() as connection:
        card = partner_card(connection, partner_id)
    said = f"{card.name if card else partner_id} {_MUTED}"
    blocks = [section(escape(said)), actions([button("Undo", UNDO, change_id)])]
    thread_ts = click.message_ts if _in_dm(click) else ""
    place = click.channel if _in_dm(click) else click.user_id
    intake.postman.put(f"mute:{cause}:{click.person.email}", place, Message(said, blocks), thread_ts)
    intake.workflows.post(f"mute:{cause}:{click.person.email}")


def _place(click: Click) -> Place:
    """A question goes on in the digest's thread, or in the asker's direct message."""
    cause = f"{click.channel}:{click.message_ts}-{click.action_id}-{click.value.partition(':')[0]}"
    in_dm = _in_dm(click)
    return Place(
        cause=f"{cause}-{click.user_id}",
        user_id=click.user_id,
        team_id=click.team_id,
        answer_in=click.channel if in_dm else click.user_id,
        thread_id=f"{click.channel}:{click.message_ts}" if in_dm else f"{cause}-{click.user_id}",
        thread_ts=click.message_ts if in_dm else "",
    )


def _in_dm(click: Click) -> bool:
    return click.channel.startswith("D")
