"""How the partnership came about: first contact, application, signature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import RECENT, About
from assistant.drafting.occasions import Occasion
from assistant.drafting.records import Profile
from tools.facts import Fact, Quote
from tools.kinds import PARTNER_SINCE

_YEARS: Final = 2  # from here on they are worth a word
_APPLIED_WITHIN: Final = timedelta(days=365)


def journey(profile: Profile, about: About) -> Iterator[Moment]:
    """Since when they are with us, when they applied if they have not signed, and the first contact."""
    if profile.signed_on is not None and profile.signed_on <= about.as_of - RECENT:
        yield _anniversary(profile.signed_on, about)
    if (
        profile.signed_on is None
        and profile.applied_on
        and about.is_recent(profile.applied_on, _APPLIED_WITHIN)
    ):
        yield Moment(Occasion.APPLIED, {"applied_on": about.of_partner(kinds.APPLIED, profile.applied_on)})
    if profile.first_contact_on is not None:
        yield Moment(Occasion.MET, {"met_on": about.of_partner(kinds.MET, profile.first_contact_on)})


def _anniversary(signed_on: date, about: About) -> Moment:
    today = about.as_of
    years = today.year - signed_on.year - ((today.month, today.day) < (signed_on.month, signed_on.day))
    slots: dict[str, Fact | Quote] = {"signed_on": about.of_partner(PARTNER_SINCE, signed_on)}
    if years >= _YEARS:
        slots["years"] = about.of_partner(kinds.YEARS_TOGETHER, years)
    return Moment(Occasion.ANNIVERSARY, slots)
