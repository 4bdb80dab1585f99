"""Who should meet whom: the best pairs, the best counterparts of one partner, two named ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from assistant.standing import Standing
from assistant.toolbox.argument_types import Scope
from assistant.toolbox.introductions.records import known_introductions, register
from assistant.toolbox.needs import asked_of
from assistant.toolbox.play_arguments import SuggestIntroduction
from assistant.toolbox.turn import Office, Turn
from knowledge.rows import partner_rows
from tools.about import row_of
from tools.facts import Findings, Statement
from tools.introductions import (
    Ground,
    IntroductionPolicy,
    State,
    Telling,
    candidates,
    counterpart_findings,
    pair_findings,
    paired,
    two_findings,
    unhindered,
)
from tools.matching import Need, expertise, find_findings

_BETWEEN: Final = "\x1f"


@dataclass(frozen=True)
class Matchmaker:
    """One question about who should meet whom.

    Attributes:
        need: The sector and technology that one side looks for; may be empty.
    """

    arguments: SuggestIntroduction
    turn: Turn
    office: Office
    standing: Standing
    need: Need

    def pairs(self) -> Findings:
        """The best pairs among the partners that the question is about."""
        left = self._free(self._scoped(self.arguments.type))
        right = self._free(self._scoped(self.arguments.other_type)) if self.arguments.other_type else left
        rows = candidates(self._ground, left, right, self._policy)
        found = self._worthwhile(paired(self._ground, *rows, self._policy))
        return pair_findings(self._telling(found), found, self.arguments.limit)

    def counterparts(self, partner_id: str) -> Findings:
        """Whom one partner should meet, among all that the asker may see unless a book was named."""
        wide = self.arguments.manager is None and "scope" not in self.arguments.model_fields_set
        kind = self.arguments.other_type or self.arguments.type
        others = self._free(self._scoped(kind, wide=wide)) - {partner_id}
        wanted = None
        if self.need.asked:
            fits = self._fits(others)
            if fits.empty:
                return find_findings(self.standing.portfolio, self.need, fits, {})
            others, wanted = frozenset(fits.index), (fits["score"] / 100).to_numpy()
        ground = self.standing.ground
        mine = np.repeat(ground.rows([partner_id]), len(others))
        found = self._worthwhile(paired(ground, mine, ground.rows(others), self._policy, wanted))
        telling = self._telling(found, partner_id)
        return counterpart_findings(telling, partner_id, found, self.arguments.limit)

    def two(self, partner_id: str, other_id: str) -> Findings:
        """Whether two named partners should meet, after what is on record of them."""
        if partner_id == other_id:
            return Findings((Statement("introductions.same"),))
        ground = self.standing.ground
        found = paired(ground, ground.rows([partner_id]), ground.rows([other_id]), self._policy)
        told = two_findings(self._telling(found), row_of(found, 0), self._policy.least)
        return self._with_record(told, {partner_id, other_id})

    def _with_record(self, told: Findings, both: set[str]) -> Findings:
        """What is on record of the two first; nobody is told to propose what is proposed."""
        known = [one for one in known_introductions(self.turn, self.office) if {*one.partner_ids} == both]
        if not known:
            return told
        desk = register(known[:1], self.turn, self.office)
        said = (*desk.told(known[0]), *told.statements)
        if known[0].state is not State.PROPOSED:
            return replace(told, statements=said)
        kept = tuple(line for line in said if line.key != "introductions.ask")
        return replace(told, statements=kept, suggestions=desk.next_steps(known[0]))

    @cached_property
    def _ground(self) -> Ground:
        """For pairs, only the demand in the sector and technology that were asked for."""
        if self.arguments.partner:
            return self.standing.ground
        return self.standing.ground.within(self.need.sector_keys, self.need.technology_keys)

    @property
    def _policy(self) -> IntroductionPolicy:
        return self.standing.policy.introductions

    def _fits(self, others: Collection[str]) -> pd.DataFrame:
        """Those of the partners with something to show for the need, by id."""
        standing = self.standing
        found = expertise(standing.portfolio, standing.experience, self.need, standing.policy.matching)
        return found[found["shown"] & found["fits"] & found.index.isin(list(others))].sort_index()

    def _scoped(self, kind: str | None, *, wide: bool = False) -> frozenset[str]:
        """Partners that the question is about, of that type; the sector and technology are the need."""
        update = {"type": kind, **({"scope": "portfolio"} if wide else {})}
        plain = Scope(**self.arguments.model_dump(include=set(Scope.model_fields)) | update)
        return asked_of(plain, self.turn, self.standing)

    def _free(self, ids: Collection[str]) -> frozenset[str]:
        """Those of them whom nothing keeps from meeting somebody."""
        return frozenset(ids) & unhindered(self.standing.hindered)

    def _worthwhile(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Pairs with enough in it that nobody has proposed yet."""
        good = pairs[pairs["score"] >= self._policy.least]
        known = known_introductions(self.turn, self.office)
        keys = [_BETWEEN.join(ids) for one in known for ids in (one.partner_ids, one.partner_ids[::-1])]
        new = ~(good["partner"] + _BETWEEN + good["other"]).isin(keys)
        return good[new].reset_index(drop=True)

    def _telling(self, pairs: pd.DataFrame, *more: str) -> Telling:
        """Tells of the first pairs, with the rows of their partners."""
        shown = pairs.head(self.arguments.limit)
        ids = {*shown["partner"], *shown["other"], *more}
        with self.office.engine.connect() as connection:
            rows = partner_rows(connection, ids, self.turn.as_of)
        return Telling(
            self.standing.portfolio,
            self._ground,
            self.standing.segments,
            self._policy,
            self.need if self.arguments.partner else Need(),
            rows,
            self.standing.hindered,
        )
