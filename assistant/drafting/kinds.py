"""Kinds of facts that only messages state; the partner knows all of them."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE

WINS_THIS_YEAR: Final = Kind("deals.won_this_year", Unit.COUNT, "won deals this year", _TO_PARTNER)
DEAL_REGISTERED: Final = Kind("deal.created_on", Unit.DATE, "registered on", _TO_PARTNER)
LEAD_SENT: Final = Kind("lead.created_on", Unit.DATE, "lead sent on", _TO_PARTNER)
TALKED: Final = Kind("activity.talked_on", Unit.DATE, "last conversation", _TO_PARTNER)
TRAINED: Final = Kind("activity.trained_on", Unit.DATE, "last training", _TO_PARTNER)
YEARS_TOGETHER: Final = Kind("partner.years", Unit.COUNT, "years since signing", _TO_PARTNER)
SAID: Final = Kind("note.said_on", Unit.DATE, "said on", _TO_PARTNER)
ASKED: Final = Kind("note.asked_on", Unit.DATE, "asked on", _TO_PARTNER)
PROMISED: Final = Kind("note.promised_on", Unit.DATE, "promised on", _TO_PARTNER)
