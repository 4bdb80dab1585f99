"""How the embedded planner decides: clear forms first, then the thread, then the fitted head."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from assistant.planner.clauses import clauses_of
from assistant.planner.clear_forms import ClearForm, clear_form, note_text
from assistant.planner.conditions import answers_in_part, counts, unmet
from assistant.planner.decision import Decision, Ranked, Toolset
from assistant.planner.features import spoken
from assistant.planner.follow_ups import follow_up
from assistant.planner.forbidden import looks_forbidden, reveals_another
from assistant.planner.head import Floats, Head, QueryEncoder
from assistant.planner.plain_forms import nobody_yet, plain_form
from assistant.planner.plan import Declined
from assistant.planner.policy_slots import out_of_range
from assistant.planner.reading import Reading, read
from assistant.planner.referring import Reference
from assistant.planner.respelling import respelled
from assistant.planner.several import in_each_place, told_in
from assistant.planner.slots import slots_for
from assistant.planner.small_talk import only_restyles, small_talk, tongue, without_refused_draft
from assistant.planner.terms import term_asked_about
from assistant.planner.thread import Call, Thread
from prompts.words import shape, talk
from tools.names import NameIndex, NameKind
from tools.spelling import fold

OUT_OF_SCOPE: Final = "out_of_scope"
FORBIDDEN: Final = "forbidden"
SURE_CLAUSE: Final = 0.45
CANDIDATES: Final = 3
_TELL_SEVERAL_THINGS: Final = frozenset(("capacity_plan", "partner_economics", "commission_statement"))
_WHY_LISTED: Final = shape("why_listed")


@dataclass(frozen=True)
class Decider:
    """Decides about one question.

    Attributes:
        tools: What can be called.
        thread: The newest earlier answer.
    """

    head: Head
    encoder: QueryEncoder
    names: NameIndex
    tools: Toolset
    thread: Thread = field(default_factory=Thread)

    def decide(self, reading: Reading) -> Decision:
        """The calls for a question, or why there are none."""
        decision = self._decided(reading)
        if nobody_yet(reading, self.thread, decision.calls):
            return Decision(declined=Declined.NO_RECIPIENT)
        if reveals_another(reading.masked) and any(call.tool == "draft_message" for call in decision.calls):
            return Decision(declined=Declined.FORBIDDEN)
        if any(call.tool == "tier_what_if" and out_of_range(call.args) for call in decision.calls):
            return Decision(declined=Declined.OUT_OF_RANGE)
        return decision

    def _decided(self, reading: Reading) -> Decision:
        if form := clear_form(reading.text):
            return self._by_form(form, reading)
        if talked := self._talked(reading):
            return talked
        rest = without_refused_draft(reading.text)
        if rest is not None:
            return self._instead_of_draft(rest, reading)
        if self.thread.unanswered and (resumed := self._resumed(reading)):
            return resumed
        if call := follow_up(reading, self.thread, self.tools.fields):
            return Decision((call,)) if call.tool in self.tools.fields else _not_yet(call.tool)
        reading = self._read_again(respelled(reading), reading)
        return self._compound(reading) or self._single(reading, self._judged(reading))

    def _judged(self, reading: Reading) -> Ranked:
        """Every class with its log-probability; a wording that names its tool leaves no doubt."""
        plain = plain_form(reading)
        return Ranked((plain,), (0.0,)) if plain and plain in self.tools.fields else self.rank(reading)

    def _talked(self, reading: Reading) -> Decision | None:
        """What asks for no tool: small talk, the meaning of a word, how often Rapport was right."""
        if term := term_asked_about(reading):
            return Decision(declined=Declined.MEANING, candidates=(term,))
        accuracy = Declined.PAST_HITS if talk("past_hits").search(reading.folded) else None
        declined = accuracy or small_talk(reading, self.thread)
        return Decision(declined=declined) if declined else None

    def by_rule(self, reading: Reading) -> str | None:
        """The tool that the form of the message names, without the head; None when the head decides."""
        form = clear_form(reading.text)
        return form.tool if form else plain_form(reading)

    def rank(self, reading: Reading) -> Ranked:
        """Every class with its log-probability."""
        return self.rank_with(reading, self.encoder.encode_queries([spoken(reading.masked)])[0])

    def rank_with(self, reading: Reading, vector: Floats) -> Ranked:
        """Every class with its log-probability, for a sentence vector made before."""
        logs = self.head.log_probabilities(reading.masked, vector)
        order = (-logs).argsort()
        return Ranked(tuple(self.head.classes[at] for at in order), tuple(float(logs[at]) for at in order))

    def _by_form(self, form: ClearForm, reading: Reading) -> Decision:
        if form.tool not in self.tools.fields:
            return _not_yet(form.tool)
        if form.tool == "log_note":
            return self._note(form.text, reading)
        return self._calls(form.tool, self._read_again(form.text, reading))

    def _instead_of_draft(self, rest: str, reading: Reading) -> Decision:
        """What `don't write to them, just brief me` asks for besides, about the same partners."""
        if not rest:
            return Decision(declined=Declined.UNCLEAR)
        about = Call("partner_profile", {"partner": reading.partners[0]}) if reading.partners else None
        thread = Thread((about,)) if about else self.thread
        made = replace(self, thread=thread).decide(self._read_again(rest, reading))
        if thread.focus and any(call.tool == "draft_message" for call in made.calls):
            return Decision((Call("partner_profile", {"partner": thread.focus}),))
        return made

    def _resumed(self, reading: Reading) -> Decision | None:
        """The question that could not be answered for want of a partner, now that one is named alone."""
        if not _only_a_name(reading):
            return None
        named = Thread((Call("partner_profile", {"partner": reading.partners[0]}),))
        earlier = self._read_again(self.thread.unanswered, reading)
        if earlier.partners:
            return None
        made = replace(self, thread=named).decide(earlier)
        return made if made.calls else None

    def _compound(self, reading: Reading) -> Decision | None:
        """Calls for a message that asks for several things, when each part is sure by itself."""
        found = self._parts(reading)
        alike = len({rank.best for _, rank in found}) == 1 and len({part.partners for part, _ in found}) == 1
        if not found or (alike and found[0][1].best not in _TELL_SEVERAL_THINGS):
            return None
        calls: list[Call] = []
        for part, rank in found:
            thread = Thread(tuple(calls), ()) if calls else self.thread
            made = replace(self, thread=thread)._calls(rank.best, part)  # noqa: SLF001 -- the same class
            if made.declined:
                return None
            calls += [call for call in made.calls if call not in calls]
        if alike and len({told_in(call) for call in calls}) < len(found):
            return None
        return Decision(tuple(calls)) if len(calls) > 1 else None

    def _parts(self, reading: Reading) -> list[tuple[Reading, Ranked]]:
        """The parts that are each sure by themselves; none when the message has to be taken as a whole."""
        parts = [self._read_again(part, reading) for part in clauses_of(reading.text)]
        whole = plain_form(reading) and not any(plain_form(part) for part in parts)
        if len(parts) == 1 or whole:
            return []
        judged = [(part, self._judged(part)) for part in parts]
        sure = (math.exp(rank.logs[0]) >= SURE_CLAUSE for _, rank in judged)
        return judged if all(sure) and all(rank.best in self.tools.fields for _, rank in judged) else []

    def _single(self, reading: Reading, ranked: Ranked) -> Decision:
        if ranked.best == FORBIDDEN:
            return self._without_rule(reading)
        tool = "partner_profile" if _tells_of_each(reading, ranked.best) else ranked.best
        if counts(reading, tool):
            return _not_yet(tool)
        if tool == OUT_OF_SCOPE:
            return Decision(declined=Declined.OUT_OF_SCOPE)
        if tool == ranked.best and not ranked.sure:
            tools = [name for name in ranked.names if name in self.tools.fields]
            return Decision(declined=Declined.UNCLEAR, candidates=tuple(tools[:CANDIDATES]))
        return self._calls(tool, reading) if tool in self.tools.fields else _not_yet(tool)

    def _without_rule(self, reading: Reading) -> Decision:
        """What the head takes for forbidden though no rule says so: what is on file about who is named."""
        if looks_forbidden(reading.masked):
            return Decision(declined=Declined.FORBIDDEN)
        if reading.first(NameKind.CONTACT) and "search_notes" in self.tools.fields:
            return self._calls("search_notes", reading)
        if reading.partners and "partner_profile" in self.tools.fields:
            return self._calls("partner_profile", reading)
        return Decision(declined=Declined.OUT_OF_SCOPE)

    def _calls(self, tool: str, reading: Reading) -> Decision:
        if tool == "log_note":
            return self._note(note_text(reading), reading)
        reading = self._reference(reading).unguessed()
        about = self._reference(reading)
        slots = about.completed(tool, slots_for(tool, reading, self.tools.fields[tool]))
        partly = unmet(tool, slots, reading)
        if (partly and not answers_in_part(tool, slots, reading)) or _restyles_a_draft(tool, reading):
            return _not_yet(tool)
        slots = {**slots, "partly": True} if partly else slots
        if self._lacks_partner(tool, slots, reading):
            return Decision(declined=Declined.WHICH_PARTNER, candidates=(tool,))
        if len(several := about.each(tool, slots)) > 1:
            return Decision(tuple(Call(tool, {**slots, "partner": partner}) for partner in several))
        return Decision(tuple(Call(tool, one) for one in in_each_place(tool, slots, reading)))

    def _lacks_partner(self, tool: str, slots: dict[str, Any], reading: Reading) -> bool:
        """Whether the call needs a partner and has none; `in German, please` needs a draft to speak of."""
        if tool == "draft_message" and tongue(reading):
            return not {"partners", "contact"} & set(slots)
        return self._reference(reading).needs_partner(tool, slots) and "partner" not in slots

    def _note(self, text: str, reading: Reading) -> Decision:
        partner = reading.partners[0] if reading.partners else None
        partner = partner or self._reference(reading).partner_of_contact() or self.thread.focus
        if partner is None:
            return Decision(declined=Declined.WHICH_PARTNER, candidates=("log_note",))
        return Decision((Call("log_note", {"partner": partner, "text": text}),))

    def _reference(self, reading: Reading) -> Reference:
        return Reference(reading, self.thread, self.tools, self.names)

    def _read_again(self, text: str, reading: Reading) -> Reading:
        return read(text, self.names, reading.as_of, reading.ordinary)


def _only_a_name(reading: Reading) -> bool:
    """Whether the message is just a partner's name."""
    return bool(reading.partners) and len(re.findall(r"\w+", reading.masked)) == 1


def _tells_of_each(reading: Reading, best: str) -> bool:
    """Whether a profile answers: of each that is named alone, and why one is on the attention list."""
    return _each_alone(reading, best) or bool(_WHY_LISTED.search(fold(reading.masked)))


def _each_alone(reading: Reading, best: str) -> bool:
    """Whether partners are asked about one by one: a bare name, or `A and B: how are they?`."""
    if best != "compare_partners":
        return _only_a_name(reading)
    return len(reading.partners) > 1 and not talk("and_these").search(fold(reading.masked))


def _restyles_a_draft(tool: str, reading: Reading) -> bool:
    return tool == "draft_message" and only_restyles(reading)


def _not_yet(tool: str) -> Decision:
    return Decision(declined=Declined.NOT_YET, candidates=(tool,))
