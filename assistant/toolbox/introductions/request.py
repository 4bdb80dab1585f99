"""One request to change something about an introduction: what is known, and the change that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from assistant.toolbox.introductions.records import known_introductions, register
from assistant.toolbox.play_arguments import SuggestIntroduction
from assistant.toolbox.turn import Office, Turn
from knowledge.changes import Change, get_change
from tools.facts import Findings, Statement
from tools.introductions import Introduction, Register


@dataclass(frozen=True)
class Request:
    """What was asked for, by whom, with what."""

    arguments: SuggestIntroduction
    turn: Turn
    office: Office

    @property
    def known(self) -> list[Introduction]:
        """Introductions that the asker may know of."""
        return known_introductions(self.turn, self.office)

    @property
    def named(self) -> frozenset[str]:
        """The partners that the request names."""
        said = (self.arguments.side, self.arguments.partner, self.arguments.other)
        return frozenset(one for one in said if one)

    @property
    def email(self) -> str:
        """Who asks."""
        return self.turn.access.person.email

    @property
    def today(self) -> date:
        """The day that it is for the asker."""
        return self.turn.access.person.today(self.office.now())

    @property
    def introduction_id(self) -> str:
        """Of the introduction that this request would propose."""
        return f"introduction:{self.turn.question_id}:{self._digest}"

    @property
    def kept(self) -> Change | None:
        """What the same request changed when the question was answered before."""
        with self.office.engine.connect() as connection:
            return get_change(connection, self._change_id)

    def writable(self, partner_ids: Iterable[str]) -> list[str]:
        """Those of the partners for whom the asker may speak."""
        return [one for one in partner_ids if self.turn.access.may_write(one)]

    def change(self, own: str, seen: Sequence[str], payload: dict[str, Any]) -> Change:
        """The change, allowed while the asker may write for `own` and see everybody in `seen`.

        A payload with `written` is allowed only while the asker may write for all of those.
        """
        return Change(
            change_id=self._change_id,
            kind="suggest_introduction",
            actor_email=self.email,
            thread_id=self.turn.thread_id,
            payload={"partner_id": own, "seen": list(seen), **payload},
            changed_at=self.office.now(),
        )

    def register(self, *found: Introduction) -> Register:
        """What tells of these introductions."""
        return register(found, self.turn, self.office)

    def told(self, one: Introduction, *first: Statement) -> Findings:
        """Where an introduction stands, and whom to ask."""
        desk = self.register(one)
        return Findings((*first, *desk.told(one), *desk.people.asks(one)), None, desk.next_steps(one))

    @property
    def _change_id(self) -> str:
        return f"change:{self.turn.question_id}:introduction:{self._digest}"

    @property
    def _digest(self) -> str:
        """Tells apart what one question changes; what a planner picked of the words does not matter."""
        told = self.arguments.model_dump_json(include={"action", "partner", "other", "side"})
        return sha256(told.encode()).hexdigest()[:12]
