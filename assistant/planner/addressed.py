"""Whether words in a thread are meant for Rapport, though nobody mentioned it. In doubt they are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assistant.planner.asked_back import AskedBack
from assistant.planner.clear_forms import clear_form
from assistant.planner.correcting import correction_in
from assistant.planner.deciding import Decider
from assistant.planner.follow_ups import follow_up
from assistant.planner.places import few_in, place_in
from assistant.planner.plan import Declined
from assistant.planner.reading import Reading
from prompts.words import talk
from tools.spelling import fold

_NOT_OURS: Final = (
    Declined.OUT_OF_SCOPE,
    Declined.GREETING,
    Declined.FORBIDDEN,
    Declined.LET_GO,
    Declined.THANKED,
)
_MOST_WORDS: Final = 40  # people who tell each other things write longer
_COMPLAINT_WORDS: Final = 2  # a bare `no` is said to anybody


@dataclass(frozen=True)
class Overheard:
    """Words of somebody whom we have answered in the thread.

    Attributes:
        reading: The words.
        decider: Knows the answer before them.
        interrupted: Whether somebody else has spoken there since that answer.
    """

    reading: Reading
    decider: Decider
    interrupted: bool

    @property
    def is_for_us(self) -> bool:
        """Whether to answer."""
        if len(self.reading.text.split()) > _MOST_WORDS or talk("greeting").match(self.reading.folded):
            return False
        if clear_form(self.reading.text):
            return True
        if self.interrupted:
            return self._changes_last_question
        return self._corrects or (not self._is_chatter and self._can_be_answered)

    @property
    def _changes_last_question(self) -> bool:
        """Whether they are the question before once more, with another place, partner or wording."""
        last = self.decider.thread.last
        call = follow_up(self.reading, self.decider.thread, self.decider.judge.tools.fields)
        return bool(last and call and call.tool == last.tool and call != last) and not self._is_chatter

    @property
    def _corrects(self) -> bool:
        """Whether they say what was meant instead."""
        return correction_in(self.reading.text) is not None and self._words >= _COMPLAINT_WORDS

    @property
    def _is_chatter(self) -> bool:
        return bool(talk("between_people").match(self.reading.folded))

    @property
    def _can_be_answered(self) -> bool:
        """Whether they lean on the last answer, or ask for something that a tool tells."""
        thread, judge = self.decider.thread, self.decider.judge
        if AskedBack(self.reading, thread, judge.names).calls():
            return True
        if follow_up(self.reading, thread, judge.tools.fields):
            return True
        return self._asks_about_partners and self.decider.decide(self.reading).declined not in _NOT_OURS

    @property
    def _asks_about_partners(self) -> bool:
        """Whether they ask by their form, of what was shown or in words of our trade.

        The head alone takes any question for some tool.
        """
        if not talk("asks_by_form").search(self.reading.folded):
            return False
        shown = few_in(self.reading, self.decider.thread) or place_in(self.reading, self.decider.thread)
        return bool(shown or talk("our_words").search(fold(self.reading.masked)))

    @property
    def _words(self) -> int:
        return len(self.reading.text.split())
