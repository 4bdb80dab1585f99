"""What leads and admins decide in a form; every right is checked where the decision is made."""

from __future__ import annotations

from assistant.errors import FieldInvalid, NotAllowed
from assistant.forms import Forms
from assistant.slack.admin import views
from assistant.slack.admin.errands import told_of
from assistant.slack.admin.reading import Reading
from assistant.slack.forms.sent import Sent
from assistant.slack.intake import Intake
from knowledge.people import Person, Role

_LAST_HOUR = 23
_LAST_DAY = 6


def cover(intake: Intake, _: Forms, sent: Sent) -> None:
    """Agree on a cover, and tell both."""
    reading = _reading(intake)
    absent = reading.person("absent", sent.text("absent") or sent.person.email)
    covering = reading.person("covering", sent.text("covering"))
    days = sent.day_needed("starts_on"), sent.day_needed("ends_on")
    agreed = reading.rapport.colleagues.cover(sent.person, absent, covering, days)
    intake.workflows.run(told_of(agreed), "admin.tell_cover", agreed.cover_id)


def end_cover(intake: Intake, reading: Reading, person: Person, cover_id: str) -> None:
    """End a cover at once, and tell both."""
    if ended := reading.rapport.colleagues.end_cover(person, cover_id):
        cause = f"un{told_of(ended)}"
        who = ended.absent_email, ended.cover_email, person.email
        intake.workflows.run(cause, "admin.tell_cover_ended", cause, *who)


def assign(intake: Intake, forms: Forms, sent: Sent) -> None:
    """Give a partner or a whole book away, and tell the new owner."""
    reading = _reading(intake)
    to = reading.person("to", sent.text("to"))
    partner_id, owner = sent.text("partner"), sent.text("owner")
    if bool(partner_id) == bool(owner):
        raise FieldInvalid("partner", "Choose either one partner or a colleague's whole book.")
    if partner_id:
        forms.check_partner(sent.person, partner_id)
    book = reading.access(sent.person).book_of(owner) if owner else frozenset({partner_id})
    if not book:
        raise FieldInvalid("owner", "That colleague owns no partners.")
    reading.rapport.colleagues.assign(sent.person, book, to)
    for workflow_id, errand, ids in intake.errands.admin.due() if intake.errands.admin else ():
        intake.workflows.run(workflow_id, errand, *ids)  # else the next look at what is due does


def give_role(intake: Intake, _: Forms, sent: Sent) -> None:
    """Give somebody a role."""
    reading = _reading(intake)
    other = reading.person("who", sent.text("who"))
    wanted = sent.text("role")
    if wanted not in set(Role):
        raise FieldInvalid("role", f"Choose one of {', '.join(Role)}.")
    try:
        reading.rapport.colleagues.give_role(sent.person, other, Role(wanted))
    except NotAllowed as error:
        raise FieldInvalid("who", str(error)) from error
    if other.slack_user_id:
        intake.members.forget(other.slack_user_id)


def register_channel(intake: Intake, _: Forms, sent: Sent) -> None:
    """Register a channel of a team, if nothing keeps answers out of it."""
    reading = _reading(intake)
    weekday, hour = sent.number("weekday"), sent.number("hour")
    if not (0 <= weekday <= _LAST_DAY and 0 <= hour <= _LAST_HOUR):
        raise FieldInvalid("hour", "Choose a day and an hour from the lists.")
    region = "" if sent.text("region") == views.EVERYBODY else sent.text("region")
    wanted = (region, views.DIGEST in sent.several(views.DIGEST), weekday, hour)
    reading.register_channel(sent.person, sent.text("channel"), wanted)


def drop_channel(_: Intake, reading: Reading, person: Person, channel_id: str) -> None:
    """Answers go to people alone again there."""
    reading.rapport.team_channels.remove(person, channel_id)


def _reading(intake: Intake) -> Reading:
    reading = Reading.of(intake)
    if reading is None:
        raise FieldInvalid("", "This cannot be done here.")
    return reading
