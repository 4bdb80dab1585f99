"""The plain application that takes its time and tells how far it is: `slowly` asks for that."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from assistant.contract import Answer
from assistant.progress import Progress, Step
from knowledge.threads import Question
from tests.e2e.nudge_desk import NudgeDesk

STEPS: Final = (Step("search_notes", ("p1",)), Step("compare_partners", ("p1", "p2")))
SENTENCES: Final = ("Globex <!channel> went quiet. ", "See [this](https://evil.test). ", "Ask <@U0RAPPORT>.")
PAUSE: Final = 0.06  # seconds between two things told


@dataclass
class LiveDesk(NudgeDesk):
    """Tells two steps and three sentences on its way to an answer."""

    def tell(self, question: Question, progress: Progress) -> None:
        if "slowly" not in question.text.lower():
            return
        for step in STEPS:
            progress.begins(step)
            time.sleep(PAUSE)
            progress.ends(step)
        for sentence in SENTENCES:
            progress.says(sentence)
            time.sleep(PAUSE)

    def _think(self, question: Question) -> Answer:
        if "slowly" not in question.text.lower():
            return super()._think(question)
        shown = super()._think(question)
        return shown.model_copy(update={"text": "".join(SENTENCES)})
