"""Which tool words ask for: by a wording that leaves no doubt, else by the fitted head."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from assistant.planner.clauses import clauses_of
from assistant.planner.clear_forms import clear_form
from assistant.planner.decision import Ranked, Toolset
from assistant.planner.features import spoken
from assistant.planner.head import Floats, Head, QueryEncoder
from assistant.planner.plain_forms import plain_form
from assistant.planner.plan import Declined
from assistant.planner.reading import Reading, read
from assistant.planner.reminding import asked_again
from assistant.planner.several import Part, completed
from tools.names import NameIndex

NO_TOOL: Final[Mapping[str, Declined]] = {
    "out_of_scope": Declined.OUT_OF_SCOPE,
    "greeting": Declined.GREETING,
    "sharing": Declined.SHARING,
}
"""Classes of the head for which nothing is called."""
SURE_CLAUSE: Final = 0.45


@dataclass(frozen=True)
class Judge:
    """Judges the words of one question; each text is read and ranked once.

    Attributes:
        names: What the asker may name.
        tools: What can be called.
    """

    head: Head
    encoder: QueryEncoder
    names: NameIndex
    tools: Toolset
    _readings: dict[tuple[str, date], Reading] = field(default_factory=dict, repr=False)
    _ranks: dict[str, Ranked] = field(default_factory=dict, repr=False)

    def judged(self, reading: Reading) -> Ranked:
        """Every class with its log-probability; a wording that names its tool leaves no doubt."""
        plain = plain_form(reading)
        if plain and (plain in self.tools.fields or plain in NO_TOOL):
            return Ranked((plain,), (0.0,))
        return self.rank(reading)

    def put_plainly(self, reading: Reading) -> Reading:
        """The question itself, where `remind me what …` would be taken for a reminder; else as it stands."""
        question = asked_again(reading.text)
        if question is None or (self.by_rule(reading) or self.rank(reading).best) != "follow_ups":
            return reading
        return self.read_again(question, reading)

    def by_rule(self, reading: Reading) -> str | None:
        """The tool that the form of the message names, without the head; None when the head decides."""
        form = clear_form(reading.text)
        return form.tool if form else plain_form(reading)

    def rank(self, reading: Reading) -> Ranked:
        """Every class with its log-probability."""
        if reading.masked not in self._ranks:
            self._ranks[reading.masked] = self._rank(reading)
        return self._ranks[reading.masked]

    def _rank(self, reading: Reading) -> Ranked:
        logs = self.head.log_probabilities(reading.masked, self.vector(reading.masked))
        order = (-logs).argsort()
        return Ranked(tuple(self.head.classes[at] for at in order), tuple(float(logs[at]) for at in order))

    def sure_parts(self, reading: Reading) -> list[Part]:
        """The parts that are each sure by themselves; none when the message has to be taken as a whole."""
        parts = [self.read_again(part, reading) for part in clauses_of(reading.text)]
        whole = plain_form(reading) and not any(plain_form(part) for part in parts)
        if len(parts) == 1 or whole:
            return []
        judged = completed([(part, self.judged(part)) for part in parts])
        sure = (math.exp(rank.logs[0]) >= SURE_CLAUSE for _, rank in judged)
        return judged if all(sure) and all(rank.best in self.tools.fields for _, rank in judged) else []

    def vector(self, text: str) -> Floats:
        """Of a text with names masked."""
        vector: Floats = self.encoder.encode_queries([spoken(text)])[0]
        return vector

    def read_again(self, text: str, reading: Reading) -> Reading:
        """Another text of the same question, such as one of its clauses."""
        if text == reading.text:
            return reading
        if (text, reading.as_of) not in self._readings:
            self._readings[text, reading.as_of] = read(text, self.names, reading.as_of, reading.ordinary)
        return self._readings[text, reading.as_of]
