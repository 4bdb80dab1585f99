"""Homes as people may have them, the names in them as bad as they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from assistant.home import Home, HomeState, Paged
from assistant.home.shown import DataState, DueFollowUp, OpenPromise, WaitingDraft
from assistant.shown_items import ShownItem
from knowledge.digests import DigestSettings
from knowledge.follow_ups import FollowUp
from knowledge.people import Role

NOW: Final = datetime(2026, 11, 2, 8, tzinfo=UTC)
NASTY: Final = (
    "<!channel> & <https://evil.test|Globex>",
    "شركة التقنية المحدودة \u202e<@U123>",
    "x" * 300,
    "*bold* _it_ ~no~ `code` 👩‍👩‍👧‍👦🇩🇪",
    "A\nB\tC " + "&" * 250,
)


def item(number: int, name: str, **changes: object) -> ShownItem:
    shown = ShownItem(
        partner_id=f"P{number}",
        name=name,
        lane="money at risk",
        reason="They have won nothing for 151 days, since 2 Jun.",
        at_stake="€12,400 at stake",
        last_touch="last touch 27 Oct",
        draft="draft_win_back",
        yours=True,
    )
    return replace(shown, **changes)


def due(number: int, name: str, words: str, *, late: bool = False) -> DueFollowUp:
    kept = FollowUp(f"follow_up:{number}", "ada@example.com", words, NOW, NOW, NOW)
    return DueFollowUp(kept, words, name, "2 Nov, 09:00", late)


def promise(name: str, *, ours: bool) -> OpenPromise:
    words = "we send the price list & <the deck>"
    return OpenPromise("P1", name, ours, words, "4 Sept", late=ours, promise_id="n1:0:9", followed=not ours)


EMPTY: Final = Home(
    name="Ada Lovelace",
    greeting="Good morning",
    today=NOW.date(),
    state=HomeState(),
    partners=0,
    owns=False,
    writes=True,
    leads=False,
    settings=DigestSettings("ada@example.com", timezone="Europe/Berlin"),
    needs_you=Paged(),
    promises=Paged(),
    data=DataState(date(2026, 10, 31), (), only_sample=False),
)
BUSY: Final = replace(
    EMPTY,
    partners=14,
    owns=True,
    covered=("Grace Hopper",),
    needs_you=Paged(tuple(item(n, f"Partner {n}") for n in range(5)), 1, 14),
    snoozed=2,
    drafts=Paged((WaitingDraft("d1", "Globex", "The price list", "dana@globex.example", "1 Nov"),), 0, 1),
    follow_ups=Paged((due(1, "Globex", "call Dana", late=True), due(2, "", "book the train")), 0, 2),
    later=3,
    promises=Paged((promise("Globex", ours=True), promise("Initech", ours=False)), 0, 2),
    settings=replace(
        EMPTY.settings,
        weekday=2,
        lanes=("money_at_risk", "due", "made_up"),
        muted_partner_ids=("P9",),
        paused_from=date(2026, 11, 10),
        paused_until=date(2026, 11, 20),
    ),
    data=DataState(date(2026, 10, 31), ("usage (31 Aug)", "surveys (4 Sept)"), only_sample=True),
)
HUGE: Final = replace(
    BUSY,
    name=NASTY[0],
    partners=500,
    covered=NASTY * 3,
    needs_you=Paged(
        tuple(item(n, name, reason=name * 3, owner=name) for n, name in enumerate(NASTY)), 40, 500
    ),
    drafts=Paged(tuple(WaitingDraft(f"d{n}", one, one, one, "1 Nov") for n, one in enumerate(NASTY)), 3, 99),
    follow_ups=Paged(tuple(due(n, one, one * 2) for n, one in enumerate(NASTY)), 0, 77),
    promises=Paged(tuple(replace(promise(one, ours=True), words=one * 3) for one in NASTY), 2, 30),
    leads=True,
    role=Role.ADMIN,
    waiting_decisions=37,
    state=HomeState(team=True, undo="change:1"),
    data=DataState(date(2026, 10, 31), tuple(f"{one} (1 Jan)" for one in NASTY * 3), only_sample=False),
)
NO_HISTORY: Final = replace(
    EMPTY,
    partners=12,
    owns=True,
    data=DataState(date(2026, 10, 31), (), only_sample=False, no_history=True),
)
OLD: Final = replace(
    EMPTY, partners=12, owns=True, data=DataState(date(2026, 10, 1), (), only_sample=False, days_behind=32)
)
SAMPLE: Final = replace(
    EMPTY, partners=12, owns=True, data=DataState(date(2026, 10, 31), (), only_sample=True)
)
HOMES: Final = {
    "data that ended weeks ago": OLD,
    "data that ended weeks ago, for an admin": replace(OLD, role=Role.ADMIN),
    "the sample": SAMPLE,
    "a manager without partners": EMPTY,
    "a manager with 14 partners": BUSY,
    "a lead with 500 partners of nasty names": HUGE,
    "a lead on a quiet day": replace(
        EMPTY, partners=120, leads=True, role=Role.LEAD, waiting_decisions=0, greeting="Good evening"
    ),
    "a viewer": replace(
        EMPTY,
        role=Role.VIEWER,
        writes=False,
        partners=14,
        needs_you=Paged((item(1, "Globex", yours=False),), 0, 1),
    ),
    "still being read": replace(BUSY, needs_you=None, promises=None, data=None),
    "partners and nothing else yet": NO_HISTORY,
    "partners and nothing else yet, for an admin": replace(NO_HISTORY, role=Role.ADMIN, leads=True),
    "no data at all": replace(EMPTY, partners=None, needs_you=None, promises=None, data=None),
}
