"""Occasions to write, found in what is on record about one partner.

Pure: the same rows give the same message. A file looks at one side of the partnership.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About, Circle
from assistant.drafting.moments.focus import focus
from assistant.drafting.moments.journey import journey
from assistant.drafting.moments.sales import sales
from assistant.drafting.moments.skills import skills
from assistant.drafting.moments.support import support
from assistant.drafting.moments.touches import touches
from assistant.drafting.records import OnRecord

__all__ = ["About", "Circle", "occasions"]


def occasions(record: OnRecord, about: About, circle: Circle) -> Iterator[Moment]:
    """Every occasion that the rows of one partner give, at most one of each kind.

    Args:
        record: What is on record, as known on the day.
        about: The partner and the day.
        circle: Whom the message is between.
    """
    yield from sales(record, about)
    yield from skills(record.certificates, about, circle)
    yield from touches(record.activities, about, circle)
    yield from support(record, about)
    yield from focus(record, about)
    yield from journey(record.profile, about)
