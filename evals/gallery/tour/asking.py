"""Questions in the pane, with every kind of answer and every chart."""

from __future__ import annotations

from typing import Final

from evals.gallery.tour.guide import Guide
from evals.sample_workspace import ELODIE, PRIYA, TOM, VERA

_PRIYA_ASKS: Final = (
    "How is Falkenried doing?",
    "Why did Aurora Cloud change?",
    "Where do my partners stand in the journey?",
    "Who can do SAP in DACH?",
    "Who can do Kubernetes in DACH?",
    "Which of my partners moved tier?",
    "Where should I spend my time this week?",
    "What does Nebelhorn cost us and bring us?",
    "What can we offer Aurora Cloud?",
    "What did I promise?",
    "What did we talk about with Nebelhorn?",
    "How many partners do I have?",
    "What does tier mean?",
    "How fresh is the data?",
)
_TOM_ASKS: Final = (
    "Which partners moved tier since the last review, whole team?",
    "Where are our white spots?",
    "How full is everybody's book?",
)
_CHARTED: Final = (
    "How is Falkenried doing?",
    "Why did Aurora Cloud change?",
    "Which partners need attention?",
    "Where do my partners stand in the journey?",
)
_UNANSWERED: Final = (
    "How is Nebelhron doing?",
    "How is Zanzibar Dynamics doing?",
    "What is the weather in Berlin?",
    "Which note mentions a merger with Umbrella?",
)


def the_pane_opens(guide: Guide) -> None:
    """The greeting and the suggested prompts."""
    slack = guide.world.slack
    dm = slack.dm(PRIYA)
    guide.show("Priya opens the conversation", guide.posted(dm, lambda: slack.open_home(PRIYA, "messages")))
    prompts = [f"{one['title']}" for one in slack.workspace.prompts.get((dm, ""), ())]
    guide.line("prompts", "… and is offered", prompts)


def who_needs_attention(guide: Guide) -> None:
    """The first question, its status, its sources, its rows, a follow-up, a verdict."""
    answer = guide.ask(PRIYA, "Which partners need attention?")[0]
    guide.line("status", "… and reads while she waits", guide.statuses())
    dm = guide.world.slack.dm(PRIYA)
    guide.modal("Priya clicks Sources", PRIYA, guide.press(PRIYA, answer, "Sources"))
    guide.ask(PRIYA, "And only the ones in DACH?", answer.thread_ts)
    why = next(words for words in guide.labels(answer) if words.startswith("Why"))
    guide.show(f"Priya clicks “{why}”", guide.posted(dm, guide.press(PRIYA, answer, why)))


def all_rows(guide: Guide) -> None:
    """A longer list than five rows."""
    answer = guide.ask(TOM, "Show me 9 partners that need attention in the whole team")[0]
    every = next(words for words in guide.labels(answer) if words.startswith("All "))
    shown = guide.posted(guide.world.slack.dm(TOM), guide.press(TOM, answer, every))
    guide.show(f"Tom clicks “{every}”", shown)


def each_kind_of_question(guide: Guide) -> None:
    """What a manager asks."""
    for words in _PRIYA_ASKS:
        guide.ask(PRIYA, words)


def a_brief(guide: Guide) -> None:
    """One screen before a call, and the rest of it."""
    answer = guide.ask(PRIYA, "Brief me on Nebelhorn")[0]
    if "More" in guide.labels(answer):
        dm = guide.world.slack.dm(PRIYA)
        guide.show("… and clicks More", guide.posted(dm, guide.press(PRIYA, answer, "More")))


def what_a_lead_asks(guide: Guide) -> None:
    """Questions about everybody's partners."""
    for words in _TOM_ASKS:
        guide.ask(TOM, words)


def what_has_no_answer(guide: Guide) -> None:
    """Unknown and unclear names, questions that are none of ours."""
    for words in _UNANSWERED:
        guide.ask(PRIYA, words)


def somebody_elses_partner(guide: Guide) -> None:
    """What may only be read, by a viewer and by another manager."""
    guide.ask(VERA, "How is Nebelhorn doing?")
    guide.ask(ELODIE, "Write Nebelhorn a check-in")
    guide.ask(VERA, "Note for Nebelhorn: they want a new price list")


def charts_as_pictures(guide: Guide) -> None:
    """The same charts where a workspace has neither them nor tables; the last step, since it stays so."""
    guide.world.slack.refuse_blocks("data_visualization", "table")
    for words in _CHARTED:
        guide.ask(PRIYA, words)


STEPS: Final = (
    the_pane_opens,
    who_needs_attention,
    all_rows,
    each_kind_of_question,
    a_brief,
    what_a_lead_asks,
    what_has_no_answer,
    somebody_elses_partner,
)
