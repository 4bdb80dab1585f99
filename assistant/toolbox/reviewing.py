"""`review_decision`: what the quarterly review proposes, and accepting or overriding it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from assistant.toolbox.arguments import ReviewDecision
from assistant.toolbox.asked import asked_to_decide, speaks_of_all
from assistant.toolbox.changing import request
from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.notes import verbatim
from assistant.toolbox.proposing import Proposed, proposed
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.changes import Change, get_change
from knowledge.reviews import Decided, Decision, to_json
from tools import reviews
from tools.about import About, Slots, about_all
from tools.facts import Audience, Fact, Findings, Kind, Quote, Statement
from tools.reviews import kinds
from tools.tiers.kinds import TIER


@admitting_gaps
def review_decision(arguments: ReviewDecision, turn: Turn, office: Office) -> Findings:
    """Show what the review proposes, accept it, override it with a reason, or reopen what was decided."""
    standing = office.standings.at(turn.as_of)
    ids = in_scope(arguments, turn.access, standing)
    ids = ids & frozenset(arguments.partners) if arguments.partners else ids
    review = proposed(standing, ids, arguments.direction)
    of_nobody = arguments.action == "accept" and not arguments.partners and not speaks_of_all(turn)
    if arguments.action == "show" or of_nobody:
        found = reviews.review_findings(review.portfolio, review.listed, decides=turn.access.may_review)
        head, *others = found.statements
        return replace(found, statements=(head, _whose(arguments, turn), *others))
    if not turn.access.may_review:
        return Findings((Statement("review.only_leads"),), refuse="not_allowed")
    with office.engine.connect() as connection:
        kept = get_change(connection, _change_id(arguments, turn))
    desk = _Desk(arguments, turn, office, review.before(kept), kept)
    return {"accept": desk.accept, "override": desk.override, "reopen": desk.reopen}[arguments.action]()


def _whose(arguments: ReviewDecision, turn: Turn) -> Statement:
    """Whose partners are counted, since another answer may count others."""
    if arguments.partners:
        return Statement("review.of_named", follows=True)
    if arguments.manager is not None:
        return Statement("review.of_colleague", follows=True)
    own = arguments.scope == "book" and turn.access.charge
    return Statement("review.of_book" if own else "review.of_everybody", follows=True)


def _change_id(arguments: ReviewDecision, turn: Turn) -> str:
    """Of the question and of what is decided about whom: one question may decide several things."""
    told = arguments.model_dump_json(exclude={"reason", "partly"})
    return f"change:{turn.question_id}:review:{sha256(told.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class _Desk:
    """One request to decide.

    Attributes:
        review: As it was before this request.
        kept: What the same request changed when the question was answered before.
    """

    arguments: ReviewDecision
    turn: Turn
    office: Office
    review: Proposed
    kept: Change | None

    def accept(self) -> Findings:
        """Accept the named proposals, or all that wait."""
        named = self.arguments.partners
        conflicts = tuple(self._conflicts(named))
        accepted = [one for one in (named or self.review.waiting) if one in self.review.waiting]
        if not accepted:
            return Findings(conflicts or (self._about_review("review.nothing_to_accept"),))
        made = [self._decision(one, Decided.ACCEPTED, self._after(one)) for one in accepted]
        count = about_all(self.review.portfolio, kinds.DECIDED, len(made), "accepted")
        confirm = Statement("review.confirm_accept", {"count": count, "until": self._until()})
        done = Statement("review.accepted_many", {"count": count, "until": self._until()})
        if len(made) == 1:
            slots: Slots = {
                "partner": self._partner(accepted[0]),
                "tier": self._tier(accepted[0], made[0].tier),
            }
            done = Statement("review.accepted_one", slots)
        return self._change(made, (), (done, *conflicts), (confirm, *conflicts))

    def override(self) -> Findings:
        """Hold one or more partners in a tier, for a reason in the asker's own words."""
        named = self.arguments.partners
        if not named:
            return Findings((Statement("review.which"),))
        conflicts = tuple(self._conflicts(named))
        chosen = [one for one in named if one in self.review.waiting]
        if not chosen:
            return Findings(conflicts)
        tiers = {one: self.arguments.to or str(self.review.listed["before"][one]) for one in chosen}
        slots: Slots = {"partner": self._partner(chosen[0]), "tier": self._tier(chosen[0], tiers[chosen[0]])}
        reason = verbatim(self.arguments.reason or "", self.turn.words) if self.arguments.reason else ""
        if not reason.strip():
            return Findings((Statement("review.need_reason", slots), *conflicts))
        made = [self._decision(one, Decided.OVERRIDDEN, tiers[one], reason) for one in chosen]
        said = [self._overriding("review.overridden", one, tiers[one]) for one in chosen]
        asked = [self._overriding("review.confirm_override", one, tiers[one]) for one in chosen]
        because = Statement("review.because", {"words": self._quoted(chosen[0], reason)})
        return self._change(made, (), (*said, because, *conflicts), (*asked, because, *conflicts))

    def reopen(self) -> Findings:
        """Take decisions of this review back, so that the figures hold and a new one can be made."""
        if not self.arguments.partners and not speaks_of_all(self.turn):
            return Findings((Statement("review.which_reopened"),))
        wanted = self.arguments.partners or tuple(map(str, self.review.listed.index))
        chosen = [one for one in wanted if one in self.review.decided]
        if not chosen:
            return Findings((self._about_review("review.nothing_to_reopen"),))
        count = about_all(self.review.portfolio, kinds.DECIDED, len(chosen), "reopened")
        done = Statement("review.reopened_many", {"count": count})
        if len(chosen) == 1:
            tier = self._tier(chosen[0], self._after(chosen[0]))
            done = Statement("review.reopened_one", {"partner": self._partner(chosen[0]), "tier": tier})
        return self._change((), chosen, (done,), (Statement("review.confirm_reopen", {"count": count}),))

    def _change(
        self,
        made: Iterable[Decision],
        dropped: Iterable[str],
        done: tuple[Statement, ...],
        confirm: tuple[Statement, ...],
    ) -> Findings:
        """Decide at once if the asker's words ask for it, else ask to confirm."""
        change = self.kept or Change(
            change_id=_change_id(self.arguments, self.turn),
            kind="review_decision",
            actor_email=self.turn.access.person.email,
            thread_id=self.turn.thread_id,
            payload={
                "review_on": self.review.review_on.isoformat(),
                "put": [to_json(one) for one in made],
                "drop": list(dropped),
            },
            changed_at=self.office.now(),
        )
        asked = asked_to_decide(self.arguments, self.turn)
        with self.office.engine.begin() as connection:
            outcome = request(connection, change, self.turn.access.person, asked_in_words=asked)
        if outcome.done:
            return Findings(done, undo=outcome.change_id)
        return Findings(confirm, pending=outcome.change_id)

    def _conflicts(self, partner_ids: Iterable[str]) -> Iterable[Statement]:
        """Why some of the named partners cannot be decided: no move, or decided already."""
        for one in partner_ids:
            if one in self.review.waiting:
                continue
            slots: Slots = {"partner": self._partner(one)}
            if (known := self.review.decided.get(one)) is not None:
                about = About(self.review.portfolio, one)
                slots |= {
                    "state": about.fact(kinds.STATE, f"decision.{known.decision}"),
                    "tier": self._tier(one, known.tier),
                }
                yield Statement("review.already_decided", slots)
            elif tier := self._after(one):
                slots |= {"until": self._until(), "tier": self._tier(one, tier)}
                yield Statement("review.no_move", slots)
            else:
                yield Statement("review.no_move_no_tier", slots)

    def _decision(self, partner_id: str, decision: Decided, tier: str, reason: str = "") -> Decision:
        return Decision(
            partner_id=partner_id,
            review_on=self.review.review_on,
            decision=decision,
            proposed=self._after(partner_id),
            tier=tier,
            reason=reason,
            decided_by=self.turn.access.person.email,
            decided_at=self.office.now(),
        )

    def _after(self, partner_id: str) -> str:
        """The tier by the figures at the review."""
        computed = self.review.computed["tier"]
        return str(computed[partner_id]) if partner_id in computed.index else ""

    def _overriding(self, key: str, partner_id: str, tier: str) -> Statement:
        return Statement(key, {"partner": self._partner(partner_id), "tier": self._tier(partner_id, tier)})

    def _about_review(self, key: str) -> Statement:
        return Statement(key, {"until": self._until()})

    def _partner(self, partner_id: str) -> Fact:
        return About(self.review.portfolio, partner_id).partner()

    def _tier(self, partner_id: str, tier: str) -> Fact:
        kind: Kind = kinds.HELD if tier != self._after(partner_id) else TIER
        return About(self.review.portfolio, partner_id).fact(kind, f"tier.{tier}")

    def _until(self) -> Fact:
        return about_all(self.review.portfolio, kinds.UNTIL, self.review.review_on)

    def _quoted(self, partner_id: str, reason: str) -> Quote:
        return Quote(
            note_id=f"review:{self.turn.question_id}",
            partner_id=partner_id,
            start=0,
            end=len(reason),
            text=reason,
            author=self.turn.access.person.name,
            written_on=self.office.now().date(),
            audience=Audience.INTERNAL,
        )
