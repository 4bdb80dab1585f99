"""The quarter that a business review would close."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About
from assistant.drafting.occasions import Occasion

_MONTHS: Final = 3
_NOTICE: Final = timedelta(days=21)  # that a person needs to find a day for it


def quarter(about: About) -> Moment:
    """The last day of this quarter, or of the next where this one ends in fewer than 21 days."""
    end = _end(about.as_of)
    if end - about.as_of < _NOTICE:
        end = _end(end + timedelta(days=1))
    return Moment(Occasion.QUARTER, {"quarter_on": about.fact(kinds.QUARTER_ENDS, end)})


def _end(day: date) -> date:
    month = (day.month + _MONTHS - 1) // _MONTHS * _MONTHS
    return date(day.year, month, monthrange(day.year, month)[1])
