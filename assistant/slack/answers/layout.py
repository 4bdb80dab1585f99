"""An answer as blocks: headline, a short text, at most five rows, charts, small print, next steps."""

from __future__ import annotations

from typing import Final

from assistant.charts.twin import twin
from assistant.contract import Answer, ShownFact
from assistant.slack import limits
from assistant.slack.answers.charts import chart_blocks, charts_of
from assistant.slack.answers.prose import Prose, paragraphs, prose_blocks
from assistant.slack.answers.reader import NOBODY, Reader
from assistant.slack.answers.rows import said_rows, table_blocks
from assistant.slack.answers.steps import step_blocks
from assistant.slack.blocks import button, context, feedback_buttons, header
from assistant.slack.outgoing import Block, Message, escape
from assistant.slack.sources import as_of_line, figures_in
from knowledge.feedback import FeedbackKind

VERDICT: Final = "verdict"
MORE: Final = "answer_more"
ALL_ROWS: Final = "answer_rows"
SOURCES: Final = "answer_sources"
_OPEN: Final = "open"
_SPOKEN_CHART: Final = 500
_WORDLESS: Final = "An answer without words"


def answer_message(answer: Answer, reader: Reader = NOBODY, *, kept: bool = False) -> Message:
    """The answer; drafts in it get cards of their own.

    Args:
        answer: As it was made.
        reader: Who reads it; without one there are no next steps about partners.
        kept: It is kept with its question, so that buttons can show more of it.
    """
    prose = Prose.of(answer.text)
    blocks = [*prose_blocks(prose), *after_prose(answer, reader, kept=kept)]
    return Message(twin_of(answer), blocks, charts_of(answer))


def after_prose(answer: Answer, reader: Reader = NOBODY, *, kept: bool = False) -> list[Block]:
    """Everything below the words of an answer, for a message whose words are there already."""
    small = as_of_line(_figures(answer))
    return [
        *table_blocks(answer, reader),
        *chart_blocks(charts_of(answer)),
        *([context(small)] if small else []),
        *step_blocks(answer, reader, _opening(answer) if kept else ()),
    ]


def with_feedback(message: Message) -> Message:
    """The answer to a question with buttons that say whether it was a good one."""
    buttons = feedback_buttons(
        VERDICT,
        (FeedbackKind.GOOD, "This answered my question"),
        (FeedbackKind.BAD, "This did not answer my question"),
    )
    return Message(message.text, [*message.blocks[: limits.BLOCKS - 1], buttons], message.charts)


def digest_message(answer: Answer, week: str) -> Message:
    """The weekly digest."""
    blocks = [header(f"Your partners, week {week.rpartition('W')[2].lstrip('0')}")]
    blocks += [*paragraphs(answer.text), *after_prose(answer)]
    return Message(twin_of(answer), blocks, charts_of(answer))


def twin_of(answer: Answer) -> str:
    """What a screen reader says: the words, the rows, what the charts show."""
    charts = [twin(chart)[:_SPOKEN_CHART] for chart in charts_of(answer).values()]
    said = "\n".join([Prose.of(answer.text).said, *said_rows(answer.table, limits.ROWS), *charts]).strip()
    return said if escape(said).strip() else _WORDLESS


def _opening(answer: Answer) -> list[Block]:
    """Buttons that show what did not fit, and what the answer rests on."""
    buttons = [button("More", MORE, _OPEN, spoken="Show the rest")] if Prose.of(answer.text).rest else []
    if answer.table and len(answer.table.rows) > limits.ROWS:
        buttons.append(button(f"All {len(answer.table.rows)} rows", ALL_ROWS, _OPEN))
    if _figures(answer):
        buttons.append(button("Sources", SOURCES, _OPEN, spoken="Show what each figure rests on"))
    return buttons


def _figures(answer: Answer) -> list[ShownFact]:
    """What can be argued with; a change alone rests on the person's words."""
    only_changed = answer.undo and not (answer.table or answer.charts)
    return [] if only_changed else figures_in(answer.facts or ())
