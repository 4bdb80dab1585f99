"""Makes digests, summaries and reviews for a person or a team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from assistant.access import Access
from assistant.answering import shown_answer
from assistant.contract import Answer
from assistant.digests.month import Month, ends_of
from assistant.digests.read import Digest, Reading, in_lines
from assistant.digests.team import Team
from assistant.digests.week import LONGEST, WEEK, Week
from assistant.digests.why import because
from assistant.roster import Roster
from assistant.standing import Standing
from assistant.standings import Standings
from assistant.tongues import tongue_of
from assistant.toolbox.arguments import ReviewDecision, TierMovements
from assistant.toolbox.changing import request
from assistant.toolbox.matters import in_words
from assistant.toolbox.muting import mute_change
from assistant.toolbox.reviewing import review_decision
from assistant.toolbox.scope import own_scope
from assistant.toolbox.tiers import tier_movements
from assistant.toolbox.turn import Office, Turn
from assistant.writing.rendering import harmless
from knowledge.digests import settings_of
from knowledge.people import all_people
from knowledge.snoozes import snoozed_ids
from prompts.phrases import Phrases
from tools.facts import Findings, Statement
from tools.tiers import Tier

KEY_PARTNERS: Final = 3
_MOVES: Final = 5


@dataclass(frozen=True)
class Digests:
    """Makes what is told unasked, from what stands in the books on a day."""

    office: Office
    roster: Roster
    phrases: Phrases

    @property
    def standings(self) -> Standings:
        """Where every partner stands, by day."""
        return self.office.standings

    @property
    def now(self) -> Callable[[], datetime]:
        """The clock."""
        return self.office.now

    def findings(self, access: Access, as_of: date, since: date | None = None) -> Findings:
        """What changed in the person's book; muted and snoozed partners left out.

        Args:
            since: The day of which the digest before told; None: a week before.
        """
        week = self._week(access, as_of, since)[0]
        with self.office.engine.connect() as connection:
            raised = list(in_words(connection, week.now, week.reasons()))
        said = (week.headline(), *raised, *week.still_open(), *week.settled())
        return Findings(said, table=week.table(), suggestions=week.suggestions())

    def read(self, access: Access, as_of: date, since: date | None = None) -> Digest:
        """The same, laid out by partner."""
        week, muted, asleep = self._week(access, as_of, since)
        tongue = tongue_of(access.person, self.phrases, as_of)
        owners = self._owners(access) if not access.charge or access.covered else {}
        own = access.person.email
        reading = Reading(
            self.phrases,
            tongue,
            access.may_write,
            lambda partner: "" if access.books.get(partner) == own else owners.get(partner, ""),
        )
        return reading.digest(week, muted=len(muted), snoozed=len(asleep))

    def read_team(self, team: Team, as_of: date, since: date | None = None) -> Digest:
        """What changed among a team's partners, for its whole channel: nothing of one person alone."""
        with self.office.engine.connect() as connection:
            people = {one.email: one for one in all_people(connection)}
        now = self.standings.at(as_of)
        stated = now.portfolio.partners["region"].dropna()
        regions = {str(partner_id): str(region) for partner_id, region in stated.items()}
        ids = team.partners(self.roster.books(), people, regions)
        week = Week.of(now, self._before(as_of, since), ids, team.items)
        names = {email: harmless(person.name) for email, person in people.items()}
        reading = Reading(
            self.phrases,
            team.tongue(self.phrases, as_of),
            lambda _: False,
            lambda partner: names.get(self.roster.books().get(partner, ""), ""),
            "team",
        )
        return reading.digest(week)

    def told(self, findings: Findings, access: Access, as_of: date) -> Answer:
        """Findings in words, all of them: whoever reads a summary has the time that an answer has not."""
        tongue = tongue_of(access.person, self.phrases, as_of)
        text = "\n".join(in_lines(findings.statements, self.phrases, tongue))
        return shown_answer([(None, findings)], text, {}, self.phrases, tongue)

    def why(self, access: Access, partner_id: str, as_of: date, since: date | None = None) -> Findings:
        """Why that partner was in the digest of that day."""
        now, before = self.standings.at(as_of), self._before(as_of, since)
        if not access.may_see(partner_id) or partner_id not in now.portfolio.partners.index:
            return Findings((Statement("digest.which"),))
        with self.office.engine.connect() as connection:
            said = list(because(connection, partner_id, now, before))
        return Findings(tuple(said))

    def mute(self, access: Access, partner_id: str, cause: str, *, muted: bool) -> str:
        """Leave a partner out of the person's digest from now on, or tell of it again; the change's id."""
        change = mute_change(access.person, partner_id, cause, self.now(), muted=muted)
        with self.office.engine.begin() as connection:
            return request(connection, change, access.person, asked_in_words=True).change_id

    def month(self, access: Access, month: str) -> Findings:
        """What moved in the person's book in a month such as `2026-09`, as far as the data tells."""
        since, until = ends_of(month)
        as_of = self.roster.day(None, until)
        if as_of <= since:
            return Findings((Statement("month.no_data"),))
        turn = self._turn(f"summary:{access.person.email}:{month}", access, as_of)
        wanted = TierMovements(scope="book", since=since, limit=_MOVES)
        moved = tier_movements(wanted, turn, self.office)
        told = Month(self.standings.at(since), self.standings.at(as_of), own_scope(access))
        said = (moved.statements[0], *told.statements(), *told.next_step())
        return replace(moved, statements=said, charts=moved.charts[:1])  # who moved stands in the table

    def review(self, access: Access, as_of: date) -> Findings:
        """What waits for a decision in the latest review."""
        turn = self._turn(f"review:{access.person.email}:{as_of}", access, as_of)
        return review_decision(ReviewDecision(scope="portfolio", action="show"), turn, self.office)

    def key_partners(self, access: Access, as_of: date) -> list[tuple[str, str]]:
        """Id and name of the person's partners that a review is worth preparing for, the largest first."""
        standing = self.standings.at(as_of)
        partners, tiers = standing.portfolio.partners, standing.tiers["tier"]
        mine = partners[partners.index.isin(list(own_scope(access))) & partners["status"].ne("ended")]
        ranked = mine.assign(key=tiers.reindex(mine.index).eq(Tier.KEY_PARTNER.value))
        ranked = ranked.sort_values(["key", "outlook_revenue_365d"], ascending=False, kind="stable")
        return [(str(one), harmless(str(ranked["name"][one]))) for one in ranked.index[:KEY_PARTNERS]]

    def _week(
        self, access: Access, as_of: date, since: date | None
    ) -> tuple[Week, frozenset[str], frozenset[str]]:
        """The week, and whom of the book it leaves out as muted and as snoozed."""
        with self.office.engine.connect() as connection:
            settings = settings_of(connection, access.person)
            asleep = snoozed_ids(connection, access.person.email, access.person.today(self.now()))
        every = own_scope(access)
        muted, asleep = every & frozenset(settings.muted_partner_ids), every & asleep
        now, before = self.standings.at(as_of), self._before(as_of, since)
        week = Week.of(now, before, every - muted - asleep, settings.items, settings.lanes)
        return week, muted, asleep

    def _before(self, as_of: date, since: date | None) -> Standing:
        """What a digest is compared with: a longer silence than `LONGEST` is not told in full."""
        if since is None:
            return self.standings.at(as_of - WEEK)
        return self.standings.at(max(as_of - LONGEST, min(since, as_of)))

    def _owners(self, access: Access) -> dict[str, str]:
        """The name of each partner's owner."""
        with self.office.engine.connect() as connection:
            names = {one.email: harmless(one.name) for one in all_people(connection)}
        return {partner: names.get(email, "") for partner, email in access.books.items()}

    def _turn(self, question_id: str, access: Access, as_of: date) -> Turn:
        names = self.roster.names(access)
        return Turn(question_id, "", as_of, as_of, question_id, access, names)
