"""A person's day in one line, and what they may want to ask, from the partners they look after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, Engine, select

from assistant.access import Access
from assistant.errors import NoData
from assistant.roster import Roster
from assistant.standing import Standing
from assistant.standings import Standings
from assistant.tongues import tongue_of
from assistant.toolbox.scope import own_scope
from assistant.writing.rendering import Tongue, harmless, render
from knowledge.digests import settings_of
from knowledge.follow_ups import follow_ups_of
from knowledge.people import Person, Role
from knowledge.snoozes import snoozed_ids
from knowledge.tables import drafts
from prompts.phrases import Phrases
from tools.about import About
from tools.attention import AttentionItem, Lane
from tools.drafts import OPEN
from tools.facts import Fact, Kind, Unit
from tools.kinds import PARTNER
from tools.names import NameIndex
from tools.time_zones import zone_named

MOST_PROMPTS: Final = 4
_NOON: Final = 12
_EVENING: Final = 18
_LOOKED_AT: Final = 12  # partners from the top of the list, from whom the prompts are made
_TITLE_NAME: Final = 24  # characters of a name in a prompt's title, which is a small button
_USABLE: Final = re.compile(r"[^\W_][\w .,&'()+/-]{0,47}")  # a name that can be typed into a question
_FALLING: Final = frozenset({Lane.MONEY_AT_RISK, Lane.GOING_DARK})
_FILLING: Final = ("prompt_attention", "prompt_rising", "prompt_stuck", "prompt_moves")

NEEDS_YOU: Final = Kind("welcome.attention", Unit.COUNT, "partners that need you")
DRAFTS_WAIT: Final = Kind("welcome.drafts", Unit.COUNT, "drafts that wait")
DUE_TODAY: Final = Kind("welcome.due", Unit.COUNT, "follow-ups due today")


@dataclass(frozen=True)
class SuggestedPrompt:
    """Something to ask.

    Attributes:
        title: What the button says.
        message: What is asked when it is clicked.
    """

    title: str
    message: str


@dataclass(frozen=True)
class Welcome:
    """What somebody reads who opens the conversation; plain text."""

    greeting: str
    prompts: tuple[SuggestedPrompt, ...]


@dataclass(frozen=True)
class Welcomes:
    """Makes welcomes; when one is shown is the surface's business."""

    engine: Engine
    now: Callable[[], datetime]
    roster: Roster
    standings: Standings
    phrases: Phrases

    def welcome(self, person: Person) -> Welcome:
        """The person's day and four things to ask; the next step where there are no partners yet."""
        hello = _hello(person, self.now())
        try:
            access = self.roster.access(person)
            standing = self.standings.at(self.roster.day(None, person.today(self.now())))
        except NoData:
            return self._empty(hello, person)
        with self.engine.connect() as connection:
            hidden = snoozed_ids(connection, person.email, person.today(self.now()))
            hidden |= frozenset(settings_of(connection, person).muted_partner_ids)
            needy = standing.attention.of(own_scope(access) - hidden)
            counts = (
                ("partners", NEEDS_YOU, len(needy)),
                ("drafts", DRAFTS_WAIT, _drafts_waiting(connection, access)),
                ("due", DUE_TODAY, _due(connection, person, self.now())),
            )
        facts = {slot: Fact(kind, None, count, standing.as_of) for slot, kind, count in counts}
        return Welcome(f"{hello} {self._day(person, facts)}", self._prompts(access, standing, needy))

    def _empty(self, hello: str, person: Person) -> Welcome:
        whose = "no_partners_admin" if person.role is Role.ADMIN else "no_partners"
        prompts = (self._prompt("prompt_help"), self._prompt("prompt_health"))
        return Welcome(f"{hello} {self._text(whose)}", prompts)

    def _day(self, person: Person, facts: Mapping[str, Fact]) -> str:
        """What there is, each with its number; what there is not is not told."""
        tongue = tongue_of(person, self.phrases, facts["due"].as_of)
        told = [
            render(self.phrases.text(f"welcome.{key}"), facts, tongue).text
            for key, slot in (("attention", "partners"), ("drafts", "drafts"), ("due", "due"))
            if facts[slot].value
        ]
        return f"{', '.join(told)}." if told else self._text("quiet")

    def _prompts(
        self, access: Access, standing: Standing, needy: Sequence[str]
    ) -> tuple[SuggestedPrompt, ...]:
        """About partners at the top of the list, each about another one, then about all."""
        items = standing.attention.items(needy[:_LOOKED_AT])
        names = self.roster.names(access)
        named = [(item, name) for item in items if (name := _usable_name(standing, item, names))]
        made = [self._prompt(key, name) for key, name in _about(named, access)]
        if standing.attention.holding(own_scope(access), "promise_overdue"):
            made.append(self._prompt("prompt_late"))
        made += [self._prompt(key) for key in _FILLING]
        return tuple(made[:MOST_PROMPTS])

    def _prompt(self, key: str, partner: str = "") -> SuggestedPrompt:
        short = partner if len(partner) <= _TITLE_NAME else f"{partner[: _TITLE_NAME - 1].rstrip()}…"
        return SuggestedPrompt(self._text(key, short), self._text(key, partner))

    def _text(self, key: str, partner: str = "") -> str:
        slots = {"partner": Fact(PARTNER, None, partner, date.min)}
        return render(self.phrases.text(f"welcome.{key}"), slots, Tongue("en_GB", self.phrases.label)).text


def _hello(person: Person, now: datetime) -> str:
    hour = now.astimezone(zone_named(person.timezone)).hour
    part = "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"
    first = next(iter(harmless(person.name).split()), "")
    return f"Good {part}, {first}." if first else f"Good {part}."


def _drafts_waiting(connection: Connection, access: Access) -> int:
    """Drafts to partners that the person looks after and may decide on."""
    waiting = select(drafts.c.partner_id).where(drafts.c.state.in_([state.value for state in OPEN]))
    mine = own_scope(access)
    found = connection.execute(waiting).scalars()
    return sum(1 for partner_id in found if partner_id in mine and access.may_write(partner_id))


def _due(connection: Connection, person: Person, now: datetime) -> int:
    """Follow-ups whose day has come."""
    zone = zone_named(person.timezone)
    today = now.astimezone(zone).date()
    pending = follow_ups_of(connection, person.email)
    return sum(1 for one in pending if one.due_at.astimezone(zone).date() <= today)


def _usable_name(standing: Standing, item: AttentionItem, names: NameIndex) -> str:
    """The partner's name, if somebody who types it means this partner; else empty."""
    name = harmless(str(About(standing.portfolio, item.partner_id).partner().value))
    means = names.resolve(name).ids if _USABLE.fullmatch(name) else ()
    return name if means == (item.partner_id,) else ""


def _about(named: Sequence[tuple[AttentionItem, str]], access: Access) -> Iterator[tuple[str, str]]:
    """What to ask about whom: why one fell, a brief on the next, a message to one that may be written to."""
    left = list(named)
    if falling := next((one for one in left if one[0].lane in _FALLING), None):
        left.remove(falling)
        yield "prompt_dropped", falling[1]
    if left:
        yield "prompt_brief", left.pop(0)[1]
    for item, name in [*left, *named]:
        if access.may_write(item.partner_id):
            yield "prompt_win_back" if item.lane in _FALLING else "prompt_check_in", name
            return
