"""An answer as blocks: headline, at most five rows, small print, next steps."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.contract import Answer, ShownTable
from assistant.slack import limits
from assistant.slack.outgoing import (
    Block,
    Markup,
    Message,
    actions,
    bold,
    button,
    context,
    escape,
    feedback_buttons,
    header,
    lines,
    section,
)
from assistant.slack.sources import as_of_line
from knowledge.feedback import FeedbackKind

ASK = "ask"
CONFIRM = "confirm"
UNDO = "undo"
VERDICT = "verdict"
_SUGGESTIONS = 3


def answer_message(answer: Answer) -> Message:
    """The answer; drafts in it get cards of their own."""
    headline, _, rest = answer.text.strip().partition("\n")
    blocks = [section(bold(headline))] if headline else []
    blocks += _paragraphs(rest.strip())
    blocks += _closing(answer)
    return Message(_twin(answer), blocks)


def with_feedback(message: Message) -> Message:
    """The answer to a question with buttons that say whether it was a good one."""
    buttons = feedback_buttons(
        VERDICT,
        (FeedbackKind.GOOD, "This answered my question"),
        (FeedbackKind.BAD, "This did not answer my question"),
    )
    return Message(message.text, [*message.blocks[: limits.BLOCKS - 1], buttons])


def digest_message(answer: Answer, week: str) -> Message:
    """The weekly digest."""
    blocks = [header(f"Your partners, week {week.rpartition('W')[2].lstrip('0')}")]
    blocks += [*_paragraphs(answer.text.strip()), *_closing(answer)]
    return Message(_twin(answer), blocks)


def _closing(answer: Answer) -> Iterator[Block]:
    if answer.table:
        yield section(_rows(answer.table))
    if small := as_of_line(answer.facts or ()):
        yield context(small)
    if buttons := _buttons(answer):
        yield actions(buttons)


def _paragraphs(text: str) -> list[Block]:
    """The text in sections that end where a line ends."""
    pieces: list[str] = []
    for line in text.splitlines():
        if pieces and len(escape(pieces[-1], limits.ALL_TEXT)) + len(escape(line)) + 1 <= limits.SECTION:
            pieces[-1] += "\n" + line
        elif line.strip():
            pieces.append(line)
    return [section(escape(piece)) for piece in pieces]


def _rows(table: ShownTable) -> Markup:
    """A table as lines: its title with the columns, then each row with its first cell in bold."""
    columns = escape(" · ".join(table.columns[1:]), limits.CELLS)
    head = Markup(f"{bold(table.title[:80])} {columns}".strip())
    left = len(table.rows) - limits.ROWS
    more = [escape(f"and {left} more: ask for all of them")] if left > 0 else []
    return lines(head, *(_row(row) for row in table.rows[: limits.ROWS]), *more)


def _row(row: list[str]) -> Markup:
    named = bold(row[0][:60]) if row else Markup("")
    cells = escape(" · ".join(cell for cell in row[1:] if cell), limits.CELLS - len(named))
    return Markup(f"• {named} {cells}".rstrip())


def _buttons(answer: Answer) -> list[Block]:
    """Confirm and Undo carry the change's id; a suggestion carries its words."""
    buttons = [button("Confirm", CONFIRM, answer.pending, "primary")] if answer.pending else []
    if answer.undo:
        buttons.append(button("Undo", UNDO, answer.undo))
    suggestions = (answer.suggestions or [])[:_SUGGESTIONS]
    return buttons + [
        button(words, f"{ASK}_{number}", words[: limits.BUTTON_VALUE])
        for number, words in enumerate(suggestions)
    ]


def _twin(answer: Answer) -> str:
    """What a screen reader says: the text, then the table's rows."""
    rows = [" · ".join(row) for row in answer.table.rows[: limits.ROWS]] if answer.table else []
    said = "\n".join([answer.text.strip(), *rows])
    return said if escape(said).strip() else "An answer without words"
