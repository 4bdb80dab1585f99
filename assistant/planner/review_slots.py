"""What a question asks of a quarterly review: what waits, or what is decided about whom and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from assistant.planner.common_slots import Slots, scope_slots
from assistant.planner.reading import Reading
from assistant.planner.tier_slots import direction
from prompts.intents import hesitates, unquoted
from prompts.words import shape, value_patterns, words_for
from tools.mentions import Mention, of_kind
from tools.names import NameKind
from tools.spelling import fold

_REASON: Final = shape("reason")
_NAMES_THE_MOVE: Final = re.compile(
    r"\b(?:reject\w*|refus\w*|declin\w*|veto\w*|no (?:promotion|demotion|downgrade|upgrade|move|to)|not|"
    r"\w+n.t|nicht|lehne?|rechaz\w*|pas)\b"
)
_LET: Final = re.compile(r"\blet(?:.s| us| me)\b")
_LAST_CLAUSE: Final = re.compile(r"[,;:]\s*(?P<reason>[^,;:]+(?:,[^,;:]+)*?)[\s.!]*$")
_FEWEST: Final = 3  # words that can be a reason


def review_slots(reading: Reading) -> Slots:
    """Arguments of `review_decision`; the reason is no part of what is decided about whom."""
    asked = Asked(reading)
    action, slots = "show" if asked.hesitant else reading.choice("action", asked.action) or "show", asked.whom
    if action == "show":
        return {**slots, **({"partly": True} if len(asked.verbs) > 1 else {})}
    if action != "override":
        way = direction(asked.decided) if action == "accept" and "partners" not in slots else None
        return {"action": action, **slots, **({"direction": way} if way else {})}
    slots = {"action": "override", **_only(slots, "partners", "excluding")}
    tier = asked.decided.word("tier") or asked.decided.word("target")
    if tier and not _NAMES_THE_MOVE.search(asked.decided.folded):
        slots["to"] = tier
    return {**slots, "reason": asked.reason} if asked.reason else slots


@dataclass(frozen=True)
class Asked:
    """One question about a review, taken apart."""

    reading: Reading

    @cached_property
    def decided(self) -> Reading:
        """The question without its reason."""
        return self.reading.up_to(self._reason.start()) if self._reason else self.reading

    @property
    def reason(self) -> str:
        """Why, in the asker's words; empty when they give no reason."""
        return self._reason["reason"] if self._reason else ""

    @cached_property
    def action(self) -> str:
        """What is to be done; `show` for a question, a condition, and for several things at once."""
        return "show" if self.hesitant or len(self.verbs) != 1 else self.verbs[0]

    @cached_property
    def hesitant(self) -> bool:
        """Whether it is a question, or hangs on a condition."""
        asks = words_for("question_opens").search(self.decided.folded) and self.verbs != ("reopen",)
        return bool(asks) or hesitates("review_decision", self.words)

    @cached_property
    def words(self) -> str:
        """The question with names masked, without those left out; what follows an override is its reason."""
        link = "because " if self.verbs == ("override",) and self.reason else ""
        return (
            f"{self._said} {link}{self.reading.text[self._reason.start('reason') :] if self._reason else ''}"
        )

    @cached_property
    def verbs(self) -> tuple[str, ...]:
        """The kinds of decision that the words name: to reopen an acceptance is one thing only."""
        patterns, text = value_patterns("review"), _LET.sub(" ", fold(unquoted(self._said)))
        if patterns["reopen"].search(text):
            return ("reopen",)
        overrides = patterns["override"].search(text)
        accepts = patterns["accept"].search(patterns["override"].sub(" ", text))
        found = (("override", overrides), ("accept", accepts))
        return tuple(verb for verb, match in found if match)

    @cached_property
    def whom(self) -> Slots:
        """Partners named, or the filters, and who is left out."""
        slots, names = scope_slots(self.decided), dict.fromkeys(one.text for one in self.spared)
        named = tuple(one for one in self.decided.partners if one not in names)
        if named:
            slots = {"partners": named}
        return {**slots, "excluding": tuple(names)} if names else slots

    @cached_property
    def spared(self) -> tuple[Mention, ...]:
        """Partners that are to be left out of all the others, named before or after the words that say so."""
        mentions = tuple(of_kind(self.decided.mentions, NameKind.PARTNER))
        excluded = {one.text for one in mentions} & set(self.decided.excluded)
        first = mentions[0] if mentions else None
        everyone = words_for("everyone").search(self.decided.folded)
        if everyone is None or first is None:
            return tuple(one for one in mentions if one.text in excluded)
        return tuple(one for one in mentions if one.text in excluded or self._left_out(one, everyone.start()))

    def _left_out(self, mention: Mention, everyone: int) -> bool:
        """Whether words around a name leave it out of `all`, which stands before it."""
        before, after = self.decided.text[: mention.start], self.decided.text[mention.end :]
        clause = re.split(r"[;.]", fold(before)[everyone:])[-1] if everyone < mention.start else ""
        said = bool(clause) and bool(words_for("spared_before").search(f"{clause.rstrip()} "))
        return said or bool(words_for("spared_after").search(fold(after)))

    @cached_property
    def _said(self) -> str:
        """The question without its reason and without those left out, names as a word for their kind."""
        if not self.spared:
            return self.decided.masked
        start = min(self._start_of(one) for one in self.spared)
        end = max(self._end_of(one) for one in self.spared)
        kept = tuple(one for one in self.decided.mentions if one.end <= start)
        head = replace(self.decided, text=self.decided.text[:start], mentions=kept)
        return f"{head.masked} {self.decided.text[end:]}"

    def _start_of(self, mention: Mention) -> int:
        """Where the words begin that leave a partner out."""
        before = self.decided.text[: mention.start]
        match = words_for("spared_before").search(f"{fold(before).rstrip()} ")
        return (
            min(match.start(), mention.start) if match and len(fold(before)) == len(before) else mention.start
        )

    def _end_of(self, mention: Mention) -> int:
        after = self.decided.text[mention.end :]
        match = words_for("spared_after").search(fold(after))
        return mention.end + (match.end() if match else 0)

    @cached_property
    def _reason(self) -> re.Match[str] | None:
        """Where the reason stands; what follows a comma is one when nothing else can be meant by it."""
        if found := _REASON.search(self.reading.text):
            return found
        match = _LAST_CLAUSE.search(self.reading.text)
        if match is None or len(match["reason"].split()) < _FEWEST:
            return None
        rest = fold(match["reason"])
        named = any(one.end > match.start() for one in of_kind(self.reading.mentions, NameKind.PARTNER))
        words = (*value_patterns("review").values(), *value_patterns("tier").values(), words_for("everyone"))
        return None if named or any(word.search(rest) for word in words) else match


def _only(slots: Slots, *names: str) -> Slots:
    return {name: slots[name] for name in names if name in slots}
