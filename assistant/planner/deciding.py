"""How the embedded planner decides: clear forms first, then the thread, then the fitted head."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from assistant.planner.asked_back import AskedBack
from assistant.planner.clauses import clauses_of, note_and_command
from assistant.planner.clear_forms import ClearForm, clear_form, note_text
from assistant.planner.conditions import answers_in_part, counts, unmet
from assistant.planner.corrections import Reasking, meant_instead
from assistant.planner.decision import Decision, Ranked
from assistant.planner.draft_slots import changes, names_recipients, tongue
from assistant.planner.follow_ups import follow_up, of_each
from assistant.planner.forbidden import reveals_another
from assistant.planner.judging import NO_TOOL, Judge
from assistant.planner.leftover import leftover
from assistant.planner.nobody_named import asks_whom, is_ambiguous
from assistant.planner.one_by_one import tells_of_each
from assistant.planner.plain_forms import nobody_yet
from assistant.planner.plan import Declined
from assistant.planner.policy_slots import out_of_range
from assistant.planner.reading import Reading
from assistant.planner.referring import Reference
from assistant.planner.refusing import FORBIDDEN, is_refused
from assistant.planner.respelling import respelled, spelled_as_typed
from assistant.planner.several import hang_together, in_each_place, tell_apart
from assistant.planner.small_talk import only_restyles, small_talk, without_refused_draft
from assistant.planner.terms import term_asked_about
from assistant.planner.thread import Call, Thread
from prompts.words import talk
from tools.names import NameKind

_MAY_HIDE_A_WISH: Final = frozenset(
    (Declined.UNCLEAR, Declined.NOT_YET, Declined.WHICH_PARTNER, Declined.OUT_OF_SCOPE)
)
CANDIDATES: Final = 3


@dataclass(frozen=True)
class Decider:
    """Decides about one question.

    Attributes:
        judge: Which tool words ask for.
        thread: The newest earlier answer.
    """

    judge: Judge
    thread: Thread = field(default_factory=Thread)

    def decide(self, reading: Reading) -> Decision:
        """The calls for a question, or why there are none."""
        reading = self.judge.put_plainly(reading)
        decision = self._decided(reading)
        if nobody_yet(reading, self.thread, decision.calls, decision.candidates):
            return Decision(declined=Declined.NO_RECIPIENT)
        if reveals_another(reading.masked) and any(call.tool == "draft_message" for call in decision.calls):
            return Decision(declined=Declined.FORBIDDEN)
        if any(call.tool == "tier_what_if" and out_of_range(call.args) for call in decision.calls):
            return Decision(declined=Declined.OUT_OF_RANGE)
        return Decision(declined=Declined.FORBIDDEN) if self._is_refused(reading, decision) else decision

    def _is_refused(self, reading: Reading, decision: Decision) -> bool:
        """Whether the head sees a request that is never met; the text of a note is the asker's own affair."""
        if clear_form(reading.text) or not (decision.calls or decision.declined in _MAY_HIDE_A_WISH):
            return False
        parts = [self.judge.read_again(part, reading) for part in clauses_of(reading.text)]
        return is_refused([reading, *(parts if len(parts) > 1 else ())], self.judge.rank)

    def _decided(self, reading: Reading) -> Decision:
        if form := clear_form(reading.text):
            return self._by_form(form, reading)
        return self._corrected(reading) or self._afresh(reading)

    def _corrected(self, reading: Reading) -> Decision | None:
        """The question before, with what this message puts right; None when it puts nothing right."""
        said = meant_instead(reading.text, self.thread)
        if said is None:
            return None
        meant = self.judge.read_again(said.words, reading)
        again = Reasking(meant, said.thread, self.judge.names, self.judge.tools.fields)
        if calls := again.calls():
            return Decision(calls)
        if again.asks_for_another:
            return Decision(declined=Declined.WHICH_PARTNER)
        about = replace(self, thread=said.thread)
        return about._afresh(meant if said.alone else reading)  # noqa: SLF001 -- the same class

    def _afresh(self, reading: Reading) -> Decision:
        if answered := AskedBack(reading, self.thread, self.judge.names).calls():
            return Decision(answered)
        if talked := self._talked(reading):
            return talked
        rest = without_refused_draft(reading.text)
        if rest is not None:
            return self._instead_of_draft(rest, reading)
        if self.thread.unanswered and (resumed := self._resumed(reading)):
            return resumed
        again = self.judge.read_again(respelled(reading), reading)
        for said in (reading, again):
            if call := follow_up(said, self.thread, self.judge.tools.fields):
                each = of_each(call, said, self.thread)
                return Decision(each) if call.tool in self.judge.tools.fields else _not_yet(call.tool)
        made = self._compound(again) or self._single(again, self.judge.judged(again))
        return replace(made, calls=spelled_as_typed(made.calls, again.text, reading.text))

    def _talked(self, reading: Reading) -> Decision | None:
        """What asks for no tool: small talk, the meaning of a word, how often Rapport was right."""
        if term := term_asked_about(reading):
            return Decision(declined=Declined.MEANING, candidates=(term,))
        accuracy = Declined.PAST_HITS if talk("past_hits").search(reading.folded) else None
        declined = accuracy or small_talk(reading, self.thread)
        return Decision(declined=declined) if declined else None

    def _by_form(self, form: ClearForm, reading: Reading) -> Decision:
        if form.tool not in self.judge.tools.fields:
            return _not_yet(form.tool)
        if form.tool == "log_note":
            return self._note_and_more(_without_address(form.text, reading), reading)
        if form.tool == "follow_ups":  # the words say when and what, the command included
            return self._calls(form.tool, reading)
        return self._calls(form.tool, self.judge.read_again(form.text, reading))

    def _instead_of_draft(self, rest: str, reading: Reading) -> Decision:
        """What `don't write to them, just brief me` asks for besides, about the same partners."""
        if not rest:
            return Decision(declined=Declined.UNCLEAR)
        about = Call("partner_profile", {"partner": reading.partners[0]}) if reading.partners else None
        thread = Thread((about,)) if about else self.thread
        made = replace(self, thread=thread).decide(self.judge.read_again(rest, reading))
        if thread.focus and any(call.tool == "draft_message" for call in made.calls):
            return Decision((Call("partner_profile", {"partner": thread.focus}),))
        return made

    def _resumed(self, reading: Reading) -> Decision | None:
        """The question that could not be answered for want of a partner, now that one is named alone."""
        if not (reading.partners and not leftover(reading)):
            return None
        named = Thread((Call("partner_profile", {"partner": reading.partners[0]}),))
        earlier = self.judge.read_again(self.thread.unanswered, reading)
        if earlier.partners:
            return None
        made = replace(self, thread=named).decide(earlier)
        return made if made.calls else None

    def _compound(self, reading: Reading) -> Decision | None:
        """Calls for a message that asks for several things, when each part is sure by itself."""
        found = self.judge.sure_parts(reading)
        if not found or hang_together(found):
            return None
        calls: list[Call] = []
        for part, rank in found:
            thread = Thread(tuple(calls), ()) if calls else self.thread
            made = replace(self, thread=thread)._calls(rank.best, part)  # noqa: SLF001 -- the same class
            if made.declined:
                return None
            calls += [call for call in made.calls if call not in calls]
        return Decision(tuple(calls)) if len(calls) > 1 and tell_apart(calls, found) else None

    def _single(self, reading: Reading, ranked: Ranked) -> Decision:
        if ranked.best == FORBIDDEN:
            return self._without_rule(reading)
        if asked := asks_whom(reading, self.thread, ranked.best):
            return Decision(declined=asked)
        tool = "partner_profile" if tells_of_each(reading, ranked.best) else ranked.best
        if counts(reading, tool):
            return _not_yet(tool)
        if tool in NO_TOOL:
            return Decision(declined=NO_TOOL[tool])
        if tool == ranked.best and not ranked.sure and not is_ambiguous(reading):
            tools = [name for name in ranked.names if name in self.judge.tools.fields]
            return Decision(declined=Declined.UNCLEAR, candidates=tuple(tools[:CANDIDATES]))
        return self._calls(tool, reading) if tool in self.judge.tools.fields else _not_yet(tool)

    def _without_rule(self, reading: Reading) -> Decision:
        """What the head half takes for forbidden: what is on file about who is named."""
        if reading.first(NameKind.CONTACT) and "search_notes" in self.judge.tools.fields:
            return self._calls("search_notes", reading)
        if reading.partners and "partner_profile" in self.judge.tools.fields:
            return self._calls("partner_profile", reading)
        return Decision(declined=Declined.FORBIDDEN)

    def _calls(self, tool: str, reading: Reading) -> Decision:
        if tool == "log_note":
            return self._note(note_text(reading), reading)
        text, reading = reading.masked, self._reference(reading).unguessed()
        about = self._reference(reading)
        allowed = self.judge.tools.fields[tool]
        slots = about.completed(
            tool, self.judge.head.choices.slots(tool, reading, allowed, text, self.judge.vector)
        )
        if tool == "draft_message" and (instead := self._instead_of_writing(slots, reading)):
            return instead
        partly = unmet(tool, slots, reading)
        if partly and not answers_in_part(tool, slots, reading):
            return _not_yet(tool)
        slots = {**slots, "partly": True} if partly else slots
        if self._lacks_partner(tool, slots, reading):
            return _which(tool)
        if len(several := about.each(tool, slots)) > 1:
            return Decision(tuple(Call(tool, {**slots, "partner": partner}) for partner in several))
        return Decision(tuple(Call(tool, one) for one in in_each_place(tool, slots, reading)))

    def _instead_of_writing(self, slots: dict[str, Any], reading: Reading) -> Decision | None:
        """No message, where nobody is named that it could be for: rather a question than a wrong reader."""
        if only_restyles(reading):
            return _which("draft_message") if changes(reading) else _not_yet("draft_message")
        if names_recipients(slots, reading):
            return None
        after_draft = self.thread.last is not None and self.thread.last.tool == "draft_message"
        return _not_yet("draft_message") if after_draft else _which("draft_message")

    def _lacks_partner(self, tool: str, slots: dict[str, Any], reading: Reading) -> bool:
        """Whether the call needs a partner and has none; `in German, please` needs a draft to speak of."""
        if tool == "draft_message" and tongue(reading):
            return not {"partners", "contact"} & set(slots)
        return self._reference(reading).needs_partner(tool, slots) and "partner" not in slots

    def _note_and_more(self, text: str, reading: Reading) -> Decision:
        """A note, and what a sentence after it asks for: `Note on Acme: they hired. And snooze them.`."""
        text, command = note_and_command(text)
        noted = self._note(text, reading)
        if not (command and noted.calls):
            return noted
        more = replace(self, thread=Thread(noted.calls))._decided(self.judge.read_again(command, reading))  # noqa: SLF001 -- the same class
        return Decision((*noted.calls, *more.calls))

    def _note(self, text: str, reading: Reading) -> Decision:
        partner = self._reference(reading).noted_about(text)
        if partner is None:
            return Decision(declined=Declined.WHICH_PARTNER, candidates=("log_note",))
        return Decision((Call("log_note", {"partner": partner, "text": text}),))

    def _reference(self, reading: Reading) -> Reference:
        return Reference(reading, self.thread, self.judge.tools, self.judge.names)


def _which(tool: str) -> Decision:
    """There is nobody that the message could be about: which partner is meant?"""
    return Decision(declined=Declined.WHICH_PARTNER, candidates=(tool,))


def _without_address(text: str, reading: Reading) -> str:
    """The note of `/note Acme: they hired`: whom it is about stands before the colon, no part of it."""
    about = (one.text for one in reading.mentions if one.kind is NameKind.PARTNER)
    return next((text[len(one) + 1 :].strip() for one in about if text.startswith(f"{one}:")), text)


def _not_yet(tool: str) -> Decision:
    return Decision(declined=Declined.NOT_YET, candidates=(tool,))
