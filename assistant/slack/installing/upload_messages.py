"""What is said of an uploaded file: questions, the preview, what came in, what was taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.counting import counted
from assistant.slack.blocks import Confirm, Option, actions, button, context, literal, section
from assistant.slack.outgoing import Block, Message, bold, escape, lines, plain_text
from assistant.uploads import OpenQuestion, Preview, TablePreview
from knowledge.restoring import Undone
from knowledge.uploads import UploadState

PICK: Final = "upload_pick"
GO_ON: Final = "upload_go_on"
IMPORT: Final = "upload_import"
GOOD_ROWS: Final = "upload_good_rows"
DROP: Final = "upload_drop"
UNDO: Final = "upload_undo"
CLEAR_DEMO: Final = "upload_clear_demo"
_NAME: Final = 120
_LINE: Final = 300
_FILE_NAME: Final = 80  # characters of each name in a list
_NAMED: Final = 30  # files in it
_REMARKS: Final = 5
_SAMPLES: Final = 3
_OPTIONS: Final = 100


def asking(upload_id: str, name: str, questions: tuple[OpenQuestion, ...]) -> Message:
    """What only a person can say of the file, each with a menu."""
    said = f"Before I import {_short(name)}, {_asked(len(questions))}"
    blocks = [section(escape(said))]
    blocks += [_question(upload_id, number, one) for number, one in enumerate(questions)]
    skipped = "Where you choose nothing I go with my suggestion, or leave it out. Nothing is imported yet."
    go_on = button("Show the preview", GO_ON, upload_id, "primary")
    blocks += [actions([go_on, button("Don't import", DROP, upload_id)]), context(escape(skipped))]
    return Message(said, blocks)


def previewing(upload_id: str, preview: Preview) -> Message:
    """What the file would change, and the decision."""
    headline = f"{_short(preview.name)}: {_outcome(preview)}"
    blocks = [section(bold(headline)), *map(_table, preview.tables), *_problems(preview)]
    blocks += [context(escape(_short(remark))) for remark in preview.remarks[:_REMARKS]]
    if buttons := list(_decisions(upload_id, preview)):
        blocks.append(actions(buttons))
    return Message(headline, [*blocks, context(escape(_what_next(preview)))])


def imported(upload_id: str, preview: Preview) -> Message:
    """What came in, with Undo where it can be taken back."""
    headline = f"{_short(preview.name)} is in: {_outcome(preview)}"
    blocks = [section(bold(headline)), *map(_table, preview.tables)]
    if preview.merged:
        same = (
            f"{counted(preview.merged, 'partner')} turned out to be one that I know, and now stand together."
        )
        blocks.append(context(escape(same)))
    return Message(headline, [*blocks, _way_back(upload_id, undoable=preview.undoable), context(_GO_ON)])


def already_in(upload_id: str, name: str, *, undoable: bool) -> Message:
    """That a file came in, when what it changed was told to nobody."""
    said = f"{_short(name)} is in."
    return Message(said, [section(escape(said)), _way_back(upload_id, undoable=undoable)])


_GO_ON: Final = escape(
    "Drop the next file, such as deals.csv, leads.csv or activities.csv: the more I know, the more I "
    "can tell. Or ask me: “Which partners need attention?”"
)


def _way_back(upload_id: str, *, undoable: bool) -> Block:
    if undoable:
        return actions([button("Undo", UNDO, upload_id, confirm=_SURE)])
    return context(escape("So many rows cannot be taken back in one go."))


def unusable(upload_id: str, why: str) -> Message:
    """Why nothing could be done with the file, and another try."""
    again = actions([button("Look again", GO_ON, upload_id), button("Don't import", DROP, upload_id)])
    return Message(why, [section(escape(why)), again])


def too_many(most: int, left: Sequence[str]) -> str:
    """Which files of a message were not looked at."""
    named = ", ".join(_short(one)[:_FILE_NAME] for one in left[:_NAMED])
    more = f" and {counted(len(left) - _NAMED, 'more')}" if len(left) > _NAMED else ""
    return f"I look at {most} files of a message. Please send these again, as a new one: {named}{more}."


def decided(state: UploadState) -> str:
    """For whoever decides a second time."""
    return f"That is decided already: {_DECIDED.get(state, 'nothing was imported.')}"


_AGAIN: Final = "To bring the file in after all, drop it here again."
_DECIDED: Final = {
    UploadState.IMPORTED: "the file is in. Undo, under the message that says so, takes it back.",
    UploadState.DROPPED: f"nothing was imported. {_AGAIN}",
    UploadState.UNDONE: f"the import was taken back. {_AGAIN}",
}


def taken_back(name: str, undone: Undone | None = None) -> Message:
    """What is as it was, and what stays and why; only that it is so when nobody counted."""
    said = f"I took back the import of {_short(name)}"
    said += f": {counted(undone.restored, 'row')} are as before." if undone else "."
    blocks = [section(escape(said))]
    if undone and undone.left:
        left = (f"{counted(rows, 'row')} of {table}" for table, rows in sorted(undone.left.items()))
        why = "they were changed since, or other rows and drafts name them"
        blocks.append(section(escape(f"I left {', '.join(left)}: {why}.")))
    return Message(said, blocks)


_SURE: Final = Confirm(
    "Take the import back?",
    "New rows go and changed rows are as before, wherever nobody has changed them since.",
    "Take it back",
)


def _asked(count: int) -> str:
    return "one question:" if count == 1 else f"{count} questions:"


def _question(upload_id: str, number: int, question: OpenQuestion) -> Block:
    options = [
        Option(choice.label or "nothing", f"{upload_id}|{question.key}|{place}")
        for place, choice in enumerate(question.choices[:_OPTIONS])
    ]
    menu: Block = {
        "type": "static_select",
        "action_id": f"{PICK}_{number}",
        "placeholder": plain_text("Choose"),
        "options": [one.block() for one in options],
    }
    if question.proposed is not None and question.proposed < _OPTIONS:
        menu["initial_option"] = options[question.proposed].block()
    samples = ", ".join(_short(one) for one in question.samples[:_SAMPLES])
    asked = question.text
    if question.column and question.column not in asked:
        asked = f"In the column “{question.column}”: {asked}"
    about = lines(bold(_short(asked)), escape(f"It holds, for example: {samples}") if samples else escape(""))
    return section(about, accessory=menu)


def _outcome(preview: Preview) -> str:
    if preview.problems and not preview.possible:
        return "it cannot come in yet"
    if not preview.tables:
        return "I find no rows and columns in it"
    new, changed = (sum(getattr(one, name) for one in preview.tables) for name in ("new", "changed"))
    told = [counted(new, "new row")] if new else []
    told += [f"{changed:,} changed"] if changed else []
    told += [f"{preview.bad:,} with a problem"] if preview.bad else []
    return ", ".join(told) or "nothing new"


def _table(table: TablePreview) -> Block:
    told = [f"{counted(table.rows, 'row')}: {table.new:,} new, {table.changed:,} changed"]
    told += [f"{table.bad:,} with a problem"] if table.bad else []
    told += [f"{table.skipped:,} left out, as no partner of ours is meant"] if table.skipped else []
    told += ["the same file as last time"] if table.unchanged else []
    unknown = ", ".join(_short(one) for one in table.unknown[:_REMARKS])
    kept = f"Columns that I have no use for and just keep: {unknown}" if unknown else ""
    named = table.name.replace("_", " ").capitalize()
    return section(lines(bold(named), escape("; ".join(told)), escape(kept)))


_NAME_IT: Final = (
    "Name the file after what it holds, such as partners.csv or deals.csv. Its first line names the columns."
)


def _problems(preview: Preview) -> Iterator[Block]:
    if not preview.tables and not preview.problems:
        yield section(escape(_NAME_IT))
        return
    for problem in preview.problems:
        yield from literal(_short(problem))
    if preview.more_problems:
        yield context(escape(f"… and {counted(preview.more_problems, 'more problem')}."))


def _decisions(upload_id: str, preview: Preview) -> Iterator[Block]:
    if preview.sample and not _comes_to_nothing(preview):
        yield button("Remove the demo data first", CLEAR_DEMO, upload_id, "primary", confirm=DEMO_GOES)
    elif preview.possible and preview.changes:
        sure = None if preview.undoable else _FOR_GOOD
        if preview.bad:
            yield button("Import the good rows", GOOD_ROWS, upload_id, "primary", confirm=sure)
        else:
            yield button("Import", IMPORT, upload_id, "primary", confirm=sure)
    else:
        return
    yield button("Don't import", DROP, upload_id)


DEMO_GOES: Final = Confirm(
    "Remove the demo data?",
    "Its partners go, with every draft, note and reminder that you tried out on them.",
    "Remove it",
)
_FOR_GOOD: Final = Confirm(
    "Import without an undo?", "These are too many rows to be taken back in one go.", "Import"
)


def _comes_to_nothing(preview: Preview) -> bool:
    """Whether the file has problems and nothing else: no reason to remove anything for it."""
    return bool(preview.problems) and not (preview.possible and preview.changes)


def _what_next(preview: Preview) -> str:
    if preview.sample and not _comes_to_nothing(preview):
        return "All that I know so far is the demo data. I do not mix yours with it. Nothing is imported yet."
    if not preview.possible or not preview.changes:
        return (
            "Nothing was imported. Correct the file and drop it here again."
            if preview.problems or not preview.tables
            else ("Nothing to import: I know all of it already.")
        )
    bad = " The good rows can come in; the others come back to you as a file to put right."
    undo = " You can take it back afterwards."
    return f"Nothing is imported yet.{bad if preview.bad else ''}{undo if preview.undoable else ''}"


def _short(text: str) -> str:
    """One line of bounded length."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return line if len(line) <= _LINE else line[: _LINE - 1] + "…"
