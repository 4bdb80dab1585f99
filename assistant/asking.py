"""One question to one answer: plan, run the tools, say what they found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.access import Access
from assistant.answering import Made, shown_answer
from assistant.contract import Answer
from assistant.learning import Told, corrected_question, why_unanswered
from assistant.planner.agent import Planner
from assistant.planner.asking import own_words
from assistant.planner.correcting import only_complains
from assistant.planner.plan import Declined, Plan
from assistant.planner.terms import TERMS
from assistant.progress import UNSEEN, Progress
from assistant.remembering import remembered
from assistant.tongues import tongue_of
from assistant.toolbox.consenting import GONE, decided, decides
from assistant.toolbox.covering import covering_asked, covers_told
from assistant.toolbox.handles import Handles
from assistant.toolbox.resolving import Resolver
from assistant.toolbox.session import Session
from assistant.toolbox.turn import Office, Turn
from assistant.writing.writer import Writer
from knowledge.drafts import drafts_by_id
from knowledge.identity import merged_ids
from knowledge.partners import partner_cards
from knowledge.threads import Question, earlier_turns
from knowledge.threads import Turn as KeptTurn
from prompts.phrases import Phrases
from tools.facts import Fact, Findings, Kind, Statement, Unit
from tools.names import NameIndex

TOOL: Final = Kind("answer.tool", Unit.LABEL, "what Rapport can do")


@dataclass(frozen=True)
class Asking:
    """Answers questions; what it keeps are the changes that the asker asked for and the drafts it proposes.

    Attributes:
        planners: Tried in order until one makes a plan; the embedded planner comes last.
    """

    office: Office
    planners: Sequence[Planner]
    writer: Writer
    phrases: Phrases

    def answer(
        self,
        question: Question,
        access: Access,
        names: NameIndex,
        as_of: date,
        *,
        notes_until: date,
        first: Sequence[Findings] = (),
        progress: Progress = UNSEEN,
    ) -> Told:
        """The answer to `question`, at the end of that day, and what it teaches.

        Args:
            notes_until: Notes count until the end of that day.
            first: What is said before the answer.
            progress: Is told of every step, and of the sentences one by one if it listens.
        """
        words = own_words(question.text)
        with self.office.engine.connect() as connection:
            past, merged = earlier_turns(connection, question), merged_ids(connection)
            corrects = corrected_question(connection, words, past, question.asker_email)
        if (settled := self._settled(question, words, access, past)) is None:
            settled = self._cover(words, access, names, as_of)
        if settled is not None:
            return Told(self._said([(None, settled)], words, access, as_of))
        turn = Turn(question.question_id, words, as_of, notes_until, question.thread_id, access, names)
        made = self._planned(turn, past, merged, progress)
        shown: list[Made] = [*((None, findings) for findings in first), *made]
        unanswered = why_unanswered([found for _, found in made])
        return Told(self._said(shown, words, access, as_of, progress), unanswered, corrects)

    def told(self, findings: Findings, access: Access, as_of: date) -> Answer:
        """Findings that nobody asked for in words: a digest, what became of a button."""
        return self._said([(None, findings)], "", access, as_of)

    def _settled(
        self, question: Question, words: str, access: Access, past: Sequence[KeptTurn]
    ) -> Findings | None:
        """What needs no plan: a change is decided by `confirm` or `no`; else `no` is asked what was meant."""
        decision = None
        if decides(words):
            with self.office.engine.begin() as connection:
                decision = decided(connection, question, words, access, self.office.now())
        if (decision is None or decision is GONE) and past and only_complains(words):
            return Findings((Statement("answer.what_meant"),))
        return decision

    def _cover(self, words: str, access: Access, names: NameIndex, as_of: date) -> Findings | None:
        """Who covers for whom, which needs no plan either; None when something else is asked."""
        asked = covering_asked(words, access, names, as_of)
        if asked is None:
            return None
        with self.office.engine.connect() as connection:
            return covers_told(connection, asked, access, access.person.today(self.office.now()))

    def _planned(
        self, turn: Turn, past: Sequence[KeptTurn], merged: Mapping[str, str], progress: Progress
    ) -> list[Made]:
        plan = Plan()
        for planner in self.planners:
            handles = Handles(taken=turn.names.knows)
            earlier = remembered(past, handles, merged)
            resolver = Resolver(turn.names, handles, turn.access.charge)
            session = Session(turn, self.office, resolver, handles, progress)
            plan = planner.plan(turn.words, session, as_of=turn.as_of, names=turn.names, thread=earlier)
            if session.made:
                return session.made
            if plan.failure is None:
                break
        return [(None, _declined(plan, turn.as_of))]

    def _said(
        self, made: list[Made], words: str, access: Access, as_of: date, progress: Progress = UNSEEN
    ) -> Answer:
        findings = [found for _, found in made]
        tongue = tongue_of(access.person, self.phrases, as_of)
        with self.office.engine.connect() as connection:
            drafts = drafts_by_id(connection, [one for found in findings for one in found.draft_ids])
            asked_about = {one for found in findings for one in (*found.clarify, *(found.unknown or ()))}
            cards = partner_cards(connection, asked_about)
        named = {card.id: card.name for card in cards.values()}
        if progress.listens:
            text = self.writer.told(findings, words, named, tongue, progress)
        else:
            text = self.writer.write(findings, words, named, tongue).text
        return shown_answer(made, text, drafts, self.phrases, tongue)


def _declined(plan: Plan, as_of: date) -> Findings:
    """What is said when no tool was called."""
    if plan.failure is not None:
        return Findings((Statement("answer.failed"),))
    if plan.declined is None or plan.declined is Declined.UNCLEAR:
        return Findings((_which_of(plan.candidates, as_of),))
    if plan.declined is Declined.MEANING:
        return Findings(tuple(Statement(f"meaning.{term}") for term in plan.candidates if term in TERMS))
    if plan.declined is Declined.WHICH_PARTNER:
        return Findings((Statement("answer.which_partner"),))
    return Findings(refuse=plan.declined.value)


def _which_of(tools: Sequence[str], as_of: date) -> Statement:
    """One short question with at most three candidates."""
    offered = zip(("first", "second", "third"), tools, strict=False)
    slots = {slot: Fact(TOOL, None, f"tool.{tool}", as_of, subject=tool) for slot, tool in offered}
    return Statement(f"answer.unclear_{len(slots)}" if len(slots) > 1 else "answer.unclear", slots)
