"""What did not fit an answer: the rest of its words, all its rows."""

from __future__ import annotations

from assistant.contract import Answer
from assistant.slack.answers.prose import Prose, paragraphs
from assistant.slack.answers.rows import said_rows, whole_table
from assistant.slack.blocks import context, section
from assistant.slack.outgoing import Message, bold, escape


def rest_message(answer: Answer) -> Message:
    """The words that did not fit."""
    rest = Prose.of(answer.text).rest
    return Message(rest, paragraphs(rest))


def rows_message(answer: Answer) -> Message:
    """All rows, or as many as Slack shows, and how to get the others."""
    if answer.table is None:
        raise LookupError("the answer has no table")
    block, shown = whole_table(answer.table)
    count = len(answer.table.rows)
    said = f"All {count} rows" if shown == count else f"The first {shown} of {count} rows"
    blocks = [section(bold(answer.table.title[:100] or said)), block]
    if shown < count:
        left_out = "Slack shows no more in one table. Ask for fewer, for example one country or one tier."
        blocks.append(context(escape(f"{said}. {left_out}")))
    spoken = [f"{said}: {answer.table.title}", *said_rows(answer.table, shown)]
    return Message("\n".join(spoken), blocks)
