"""Forms about drafts: the editor, the question to a lead that may follow, and where copies go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App

from assistant.errors import AssistantError
from assistant.slack import cards, draft_questions, limits, notices
from assistant.slack.blocks import context, modal, text_input
from assistant.slack.cards import Seen
from assistant.slack.clicks import Click, on_click, posted_value
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, RefusedError
from assistant.slack.outgoing import Block, escape
from knowledge import overrides
from knowledge.people import Person
from tools.drafts import Draft, DraftError

COPIES: Final = "copies_form"
_ADDRESSES: Final = "addresses"

Act = Callable[[Intake, Seen, dict[str, str], Person], Block | None]
"""What a form does: nothing is left to do, or the form to go on with."""


class _InTheWayError(Exception):
    """What stands in the way, by the field that it is in."""

    def __init__(self, said: dict[str, str]) -> None:
        super().__init__(*said.values())
        self.said = said


def register(app: App, intake: Intake) -> None:
    """Listen to the forms and to what opens them."""
    app.action(cards.COPIES)(on_click(intake, _open_copies))
    app.action(draft_questions.CONFIRM_NAME)(on_click(intake, partial(_decide, confirmed=True)))
    app.action(draft_questions.DECLINE_NAME)(on_click(intake, partial(_decide, confirmed=False)))

    @app.view(cards.EDITOR)
    def save(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        ack(**_answer(intake, body["user"], view, _saved, "body"))

    @app.view(COPIES)
    def keep(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        ack(**_answer(intake, body["user"], view, _copied, _ADDRESSES))


def _answer(
    intake: Intake,
    user: dict[str, Any],
    view: dict[str, Any],
    act: Act,
    field: str,
) -> dict[str, Any]:
    """What Slack is told: nothing, another form, or what stands in the way under that field."""
    seen = Seen.read(view["private_metadata"])
    if seen is None:
        return _in_the_way({field: "This form is out of date. Close it and open it again."})
    typed = {name: next(iter(one.values()))["value"] or "" for name, one in view["state"]["values"].items()}
    try:
        person = intake.members.person(user["id"], user.get("team_id", ""))
        answer = act(intake, seen, typed, person)
    except _InTheWayError as error:
        return _in_the_way(error.said)
    except RefusedError:
        return _in_the_way({field: "You cannot change this message."})
    except LookupFailedError:
        return _in_the_way({field: notices.LOOKUP_FAILED})
    except (DraftError, AssistantError) as error:
        return _in_the_way({field: str(error)})
    return {"response_action": "update", "view": answer} if answer else {}


def _in_the_way(said: dict[str, str]) -> dict[str, Any]:
    return {"response_action": "errors", "errors": {name: one[: limits.ERROR] for name, one in said.items()}}


def _saved(intake: Intake, seen: Seen, typed: dict[str, str], person: Person) -> Block | None:
    """Keep the new words, or ask a lead; the form with room for a reason if one could let them stand."""
    body = typed.get("body", "")
    if not body.strip():
        raise _InTheWayError({"body": "The message is empty. Write something, or dismiss the draft."})
    before = intake.desk.draft(seen.draft_id)
    subject = typed.get("subject", before.subject)
    if before.channel == "email" and not subject.strip():
        raise _InTheWayError({"subject": "The subject is empty. A mail needs one."})
    if typed.get(cards.REASON, "").strip():
        _ask_lead(intake, seen, (subject, body), typed[cards.REASON], person)
        return None
    draft = intake.desk.edit(seen.draft_id, subject, body, seen.digest, person)
    if isinstance(draft, Draft):
        intake.workflows.refresh_card(draft.draft_id, draft.version, seen.channel, seen.card_ts)
        return None
    if intake.desk.decisions.overridable(seen.draft_id, subject, body):
        words = replace(before, subject=subject, body=body)
        return cards.editor(words, seen, "\n".join(draft))
    raise _InTheWayError(_by_field(draft, typed))


def _by_field(problems: Sequence[str], typed: dict[str, str]) -> dict[str, str]:
    """What the verifier has against the words, under the field in which they stand; it quotes them first."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        quoted = problem[1:].partition(f"{problem[:1]} ")[0]
        only_there = quoted in typed.get("subject", "") and quoted not in typed["body"]
        found.setdefault("subject" if only_there else "body", []).append(problem)
    return {name: "\n".join(said) for name, said in found.items()} or {"body": "This cannot be sent."}


def _ask_lead(intake: Intake, seen: Seen, words: tuple[str, str], reason: str, person: Person) -> None:
    asked = intake.desk.decisions.ask_lead(seen.draft_id, words, seen.digest, reason, person)
    if isinstance(asked, list):
        raise _InTheWayError({"body": "\n".join(asked)})
    intake.workflows.ask_leads(asked.override_id)
    said = f"I ask a lead whether {asked.names} may be named. Nothing is changed until one decides."
    intake.say(f"asked:{asked.override_id}", seen.channel, said)


def _decide(intake: Intake, click: Click, *, confirmed: bool) -> None:
    """A lead's decision about what that message asked; whoever comes second sees how it was decided."""
    override_id = posted_value(intake, click)
    if override_id is None:
        return
    try:
        intake.desk.decisions.decide(override_id, click.person, confirmed=confirmed)
    except (DraftError, AssistantError) as error:
        intake.say(f"{click.action_id}:{override_id}:{click.user_id}", click.channel, str(error))
        return
    with intake.desk.engine.connect() as connection:
        asked = overrides.get_override(connection, override_id)
    if asked is not None:
        intake.postman.update(click.channel, click.message_ts, draft_questions.decided(asked))
        intake.workflows.tell_decision(override_id)


def _open_copies(intake: Intake, click: Click) -> None:
    if click.seen is None:
        return
    wanted = intake.desk.decisions.copies(click.person)
    now = ", ".join((*(("me",) if wanted.to_self else ()), *wanted.others))
    said = "For every mail in your name: `me`, or addresses such as your CRM's, with commas. Empty for none."
    fields = [
        text_input("Copies go to", _ADDRESSES, now, multiline=False, optional=True),
        context(escape(f"{said} Each draft shows them, and is approved with them.")),
    ]
    view = modal(COPIES, "Copies of your mails", "Save", fields, click.seen.to_metadata())
    intake.open(click.user_id, click.trigger_id, view)


def _copied(intake: Intake, seen: Seen, typed: dict[str, str], person: Person) -> None:
    addresses = [one.strip() for one in typed.get(_ADDRESSES, "").split(",") if one.strip()]
    intake.desk.decisions.copy_to(person, addresses)
    draft = intake.desk.decisions.readdress(seen.draft_id, person)
    intake.workflows.refresh_card(draft.draft_id, draft.version, seen.channel, seen.card_ts)
