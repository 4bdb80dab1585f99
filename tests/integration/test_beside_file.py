"""Words that come with a file, as people write them: questions are answered, labels are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.listening import _every_tool
from assistant.planner.beside_file import Beside, beside_file
from assistant.planner.deciding import Decider
from assistant.planner.head import EncodedOnce
from assistant.planner.judging import Judge
from assistant.planner.models import shipped_head
from assistant.planner.reading import read
from assistant.planner.thread import Thread
from evals.worlds import AS_OF, world_names
from knowledge.encoder import EmbeddedEncoder
from prompts.words import ordinary_words

ASKS = (
    "Which partners need attention?",
    "Here is our export. Which partners need attention?",
    "here is the file - btw who went quiet in DACH?",
    "here are the deals, and what changed for Quintara since last month?",
    "Anbei die Deals. Wer braucht mich diese Woche?",
    "Voici les chiffres. Quels partenaires ont besoin de moi ?",
    "Aquí están los datos. ¿Quién necesita atención?",
    "note on Quintara: they sent us this list",
    "remind me tomorrow to check the import",
    "draft a check-in to Quintara",
    "what can you do?",
    "what's the weather?",
)
LABELS = (
    "here is our export",
    "Here's the partner export from Salesforce",
    "Hi, here are the new deals",
    "Attached: the new deals",
    "this is the latest list of partners",
    "Hier ist unser Export",
    "Anbei die aktuelle Partnerliste",
    "voici notre export",
    "aquí está nuestra exportación",
    "please import this",
    "FYI",
    ":tada:",
)
PERHAPS = ("top 5 partners by revenue", "partners at risk", "our deals, Q3", "can you import this?")


@pytest.fixture(scope="module")
def judged() -> Callable[[str], Beside]:
    names, head = world_names(), shipped_head()
    judge = Judge(head, EncodedOnce(EmbeddedEncoder()), names, _every_tool())
    ordinary = head.ordinary | ordinary_words()
    return lambda words: beside_file(read(words, names, AS_OF, ordinary), Decider(judge, Thread()))


@pytest.mark.parametrize("words", ASKS)
def test_a_question_or_a_request_is_answered(judged: Callable[[str], Beside], words: str) -> None:
    assert judged(words) is Beside.ASKS


@pytest.mark.parametrize("words", LABELS)
def test_what_says_what_the_file_is_asks_nothing(judged: Callable[[str], Beside], words: str) -> None:
    assert judged(words) is Beside.LABEL


@pytest.mark.parametrize("words", PERHAPS)
def test_what_may_be_either_is_said_to_be_taken_for_a_label(
    judged: Callable[[str], Beside], words: str
) -> None:
    assert judged(words) is Beside.PERHAPS
