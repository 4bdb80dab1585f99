"""The settings of one's digest as a modal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from assistant.errors import FieldInvalid
from assistant.forms import Forms
from assistant.forms.digest_form import FOREVER, MOST_ITEMS
from assistant.forms.picking import Choice
from assistant.slack import limits
from assistant.slack.blocks import Option, modal
from assistant.slack.forms.kept import Kept
from assistant.slack.forms.sent import Sent
from assistant.slack.forms.views import Form
from assistant.slack.inputs import day_picker, search, select, several, ticks
from assistant.slack.outgoing import Block
from knowledge.digests import DigestSettings
from knowledge.people import Person
from tools.attention.items import PRESSING

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHLY: Final = "monthly"
_OPEN_END: Final = "open_end"
_MUTED: Final = "muted"


def digest_form(kept: Kept, now_set: DigestSettings, muted: Sequence[Choice], today: date) -> Block:
    """When the digest comes and what is in it; a pause that is over is not shown any more."""
    hours = [Option(f"{hour:02d}:00", str(hour)) for hour in range(24)]
    counts = [Option(str(count), str(count)) for count in range(1, MOST_ITEMS + 1)]
    lanes = [Option(lane.value.replace("_", " ").capitalize(), lane.value) for lane in PRESSING]
    until = now_set.paused_until
    forever, paused = until == FOREVER, until is not None and until > today
    first = now_set.paused_from if paused else None
    fields = [
        select("Day of the week", "weekday", _weekdays(), str(now_set.weekday)),
        select("Hour", "hour", hours, str(now_set.hour)),
        search("Time zone", "timezone", Option(now_set.timezone, now_set.timezone)),
        select("At most so many partners", "items", counts, str(now_set.items)),
        ticks("Only these lanes; none ticked: all of them", "lanes", lanes, now_set.lanes),
        *_muted(muted),
        day_picker("Pause from (empty: at once)", "paused_from", first, optional=True),
        day_picker("Pause until", "paused_until", until if paused and not forever else None, optional=True),
        ticks(
            "Also",
            "more",
            [
                Option("Pause until I switch it on again", _OPEN_END),
                Option("Send me the summary of each month too", _MONTHLY),
            ],
            [*([_OPEN_END] if forever else []), *([_MONTHLY] if now_set.monthly else [])],
        ),
    ]
    return modal(Form.DIGEST, "My digest", "Save", fields, kept.to_metadata())


def shown_muted(forms: Forms, person: Person, now_set: DigestSettings) -> list[Choice]:
    """Who is muted and fits into the form; the others stay muted."""
    fitting = (one for one in now_set.muted_partner_ids if len(one) <= limits.OPTION_VALUE)
    found = (forms.picker.choice(person, one) for one in fitting)
    return [one for one in found if one][: limits.OPTIONS]


def wanted(sent: Sent, now_set: DigestSettings) -> DigestSettings:
    """What was filled in; who is muted and was not in the form, as since it was opened, stays muted."""
    more, until = sent.several("more"), sent.day("paused_until")
    if _OPEN_END in more and until is not None:
        said = "Choose a day on which the pause ends, or tick that it has no end; not both."
        raise FieldInvalid("paused_until", said)
    left = [one for one in now_set.muted_partner_ids if one not in sent.offered.get(_MUTED, ())]
    return DigestSettings(
        manager_email=sent.person.email,
        weekday=sent.number("weekday"),
        hour=sent.number("hour"),
        timezone=sent.text("timezone"),
        items=sent.number("items"),
        lanes=tuple(sent.several("lanes")),
        muted_partner_ids=(*sent.several(_MUTED), *left),
        paused_from=sent.day("paused_from"),
        paused_until=FOREVER if _OPEN_END in more else until,
        monthly=_MONTHLY in more,
    )


def _weekdays() -> list[Option]:
    return [Option(day, str(number)) for number, day in enumerate(_DAYS)]


def _muted(muted: Sequence[Choice]) -> list[Block]:
    """Who is muted, to be taken out."""
    options = [Option(one.label, one.partner_id) for one in muted]
    if not options:
        return []
    chosen = [one.value for one in options]
    return [several("Muted: take out whom you want to hear of again", _MUTED, options, chosen)]
