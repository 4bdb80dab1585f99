"""Puts a person's Home together: at once what SQL tells, then what the science tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.access import Access
from assistant.errors import NoData
from assistant.home import science, waiting
from assistant.home.shown import Home, HomeState, Part
from assistant.roster import Roster
from assistant.standings import Standings
from assistant.tongues import tongue_of
from assistant.toolbox.scope import own_scope
from assistant.writing.rendering import harmless
from knowledge.digests import settings_of
from knowledge.people import Person, Role, person_by_email
from prompts.phrases import Phrases
from tools.time_zones import zone_named

_NOON: Final = 12
_EVENING: Final = 18


@dataclass(frozen=True)
class Homes:
    """Makes Homes; who looks at one when is the surface's business."""

    engine: Engine
    standings: Standings
    roster: Roster
    phrases: Phrases
    now: Callable[[], datetime]

    def light(self, person: Person, state: HomeState) -> Home:
        """What can be told at once: what waits for the person. The rest is marked as still being read."""
        try:
            access = self.roster.access(person)
        except NoData:
            return self._bare(person, state)
        if state.team and not access.may_review:
            state = state.model_copy(update={"team": False})
        ids = access.visible if state.team else own_scope(access)
        home = replace(
            self._bare(person, state), partners=len(ids), owns=bool(access.charge), leads=access.may_review
        )
        with self.engine.connect() as connection:
            home = replace(home, covered=_covered(connection, access))
            return self._waiting(connection, home, access, ids)

    def of(self, person: Person, state: HomeState) -> Home:
        """All of it."""
        home = self.light(person, state)
        if home.partners is None:
            return home
        access = self.roster.access(person)
        ids = access.visible if home.state.team else own_scope(access)
        standing = self.standings.at(self.roster.day(None, person.today(self.now())))
        reader = science.Reader(
            self.engine,
            standing,
            access,
            self.phrases,
            tongue_of(person, self.phrases, standing.as_of),
            person.today(self.now()),
        )
        return reader.filled(home, ids)

    def _bare(self, person: Person, state: HomeState) -> Home:
        """The frame, without anybody's partners."""
        with self.engine.connect() as connection:
            settings = settings_of(connection, person)
        hour = self.now().astimezone(zone_named(person.timezone)).hour
        return Home(
            name=harmless(person.name),
            greeting=_greeting(hour),
            today=person.today(self.now()),
            state=state,
            partners=None,
            owns=False,
            writes=person.role is not Role.VIEWER,
            leads=False,
            settings=settings,
            role=person.role,
        )

    def _waiting(self, connection: Connection, home: Home, access: Access, ids: frozenset[str]) -> Home:
        tongue = tongue_of(access.person, self.phrases, access.person.today(self.now()))
        due, later = waiting.follow_ups(
            connection, access, self.now(), tongue, home.state.pages.get(Part.FOLLOW_UPS, 0)
        )
        drafts = waiting.drafts(connection, access, ids, tongue, home.state.pages.get(Part.DRAFTS, 0))
        return replace(home, drafts=drafts, follow_ups=due, later=later)


def _greeting(hour: int) -> str:
    if hour < _NOON:
        return "Good morning"
    return "Good afternoon" if hour < _EVENING else "Good evening"


def _covered(connection: Connection, access: Access) -> tuple[str, ...]:
    people = (person_by_email(connection, email) for email in sorted(access.covered))
    return tuple(harmless(person.name) for person in people if person)
