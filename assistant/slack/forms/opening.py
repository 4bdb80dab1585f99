"""Opening a form at once: a trigger lives three seconds, once; whatever stands in the way is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from assistant.errors import AssistantError, NotAllowed, OutOfDate
from assistant.forms import Forms
from assistant.forms.picking import Choice
from assistant.slack import notices
from assistant.slack.forms import digest_view, views, what_if_view
from assistant.slack.forms.kept import Kept
from assistant.slack.forms.views import Form
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, Refusal, RefusedError
from assistant.slack.outgoing import Block
from knowledge.errors import DatabaseError
from knowledge.people import Person, Role

BUSY: Final = "I cannot reach my data just now. Nothing was changed. Please try again in a minute."
_FORTNIGHT: Final = timedelta(days=14)
_TITLE: Final = "Rapport"


@dataclass(frozen=True)
class Who:
    """Who wants a form, and by which click.

    Attributes:
        thread_id: The conversation it is opened from; empty for none.
    """

    user_id: str
    team_id: str
    trigger_id: str
    thread_id: str = ""

    @classmethod
    def of(cls, body: dict[str, Any]) -> Who:
        """Who clicked or chose a shortcut."""
        user, channel = body["user"], body.get("container", {}).get("channel_id", "")
        in_dm = channel if channel.startswith("D") else ""
        return cls(user["id"], user.get("team_id", ""), body.get("trigger_id", ""), in_dm)


@dataclass(frozen=True)
class About:
    """What a form is filled with at first."""

    partner_id: str = ""
    words: str = ""
    when: str = ""


Make = Callable[[Forms, Person, Kept, About], Block]


def open_form(intake: Intake, form: Form, who: Who, about: About = About()) -> None:
    """Open one of the forms."""
    make, kept = _MAKING[form], Kept(thread_id=who.thread_id)
    show(intake, who, lambda forms, person: make(forms, person, kept, about))


def show(intake: Intake, who: Who, make: Callable[[Forms, Person], Block]) -> str:
    """Open a modal; the id of the view, empty if it is none, or one that says what stands in the way."""
    rapport = intake.errands.rapport
    if rapport is None:
        return ""
    try:
        view = make(rapport.forms, intake.members.person(who.user_id, who.team_id))
    except RefusedError as refusal:
        if refusal.reason is Refusal.UNKNOWN:
            view = views.closing(_TITLE, notices.UNKNOWN_PERSON)
            intake.open(who.user_id, who.trigger_id, view)
        return ""
    except LookupFailedError:
        view = views.closing(_TITLE, notices.LOOKUP_FAILED)
    except AssistantError as error:
        view = views.closing(_TITLE, str(error))
    except DatabaseError:
        view = views.closing(_TITLE, BUSY)
    return intake.open(who.user_id, who.trigger_id, view)


def about_of(value: str) -> About:
    """Whom a button is about; nobody for a value that is not ours, since it can be forged."""
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return About()
    partner_id = found.get("partner_id") if isinstance(found, dict) else None
    return About(partner_id if isinstance(partner_id, str) else "")


def chosen_form(value: str) -> tuple[Form, About] | None:
    """The form that an option of a menu opens, `form_snooze:…`, and whom about; None for another option."""
    name, _, carried = value.partition(":")
    if name not in set(_MAKING):
        return None
    return Form(name), about_of(carried) if carried.startswith("{") else About(carried)


def _partner(forms: Forms, person: Person, about: About) -> Choice | None:
    if not about.partner_id:
        return None
    choice = forms.picker.choice(person, about.partner_id)
    if choice is None:
        raise OutOfDate(notices.PARTNER_GONE)
    return choice


def writes(person: Person) -> None:
    """Whether the person may change anything at all.

    Raises:
        NotAllowed: They may only read.
    """
    if person.role is Role.VIEWER:
        raise NotAllowed("You may read, but change nothing. Ask an admin to make you a manager.")


def _note(forms: Forms, person: Person, kept: Kept, about: About) -> Block:
    writes(person)
    today = person.today(forms.office.now())
    return views.note(kept, today, _partner(forms, person, about), about.words)


def _snooze(forms: Forms, person: Person, kept: Kept, about: About) -> Block:
    writes(person)
    until = person.today(forms.office.now()) + _FORTNIGHT
    return views.snooze(kept, until, _partner(forms, person, about))


def _reminder(forms: Forms, person: Person, kept: Kept, about: About) -> Block:
    partner = _partner(forms, person, about)
    return views.reminder(kept, person.timezone, partner, about.words, about.when)


def _digest(forms: Forms, person: Person, kept: Kept, _: About) -> Block:
    now_set = forms.digest_settings(person)
    muted, today = digest_view.shown_muted(forms, person, now_set), person.today(forms.office.now())
    return digest_view.digest_form(kept, now_set, muted, today)


def _what_if(forms: Forms, person: Person, kept: Kept, about: About) -> Block:
    return what_if_view.what_if_form(kept, _partner(forms, person, about))


def _brief(_: Forms, __: Person, kept: Kept, ___: About) -> Block:
    return views.brief(kept)


_MAKING: Final[dict[Form, Make]] = {
    Form.NOTE: _note,
    Form.SNOOZE: _snooze,
    Form.REMINDER: _reminder,
    Form.DIGEST: _digest,
    Form.WHAT_IF: _what_if,
    Form.BRIEF: _brief,
}
