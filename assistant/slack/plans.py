"""Work of several steps as Slack shows it: a plan whose steps are ticked off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.slack import limits
from assistant.slack.blocks import context, section
from assistant.slack.outgoing import Block, cut_text, escape


class Status(StrEnum):
    """Where a step stands, in Slack's words."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    ERROR = "error"


@dataclass(frozen=True)
class Task:
    """One step.

    Attributes:
        task_id: The same in every edit of the message.
        title: One line of our own words: Slack may read it as Markdown.
        output: What came of it that is worth a line of its own; shown literally.
    """

    task_id: str
    title: str
    status: Status
    output: str = ""

    def block(self) -> Block:
        """For Slack."""
        card = {
            "type": "task_card",
            "task_id": self.task_id,
            "title": cut_text(self.title, limits.TASK_TITLE),
            "status": self.status.value,
        }
        return card | ({"output": _literal(self.output)} if self.output else {})

    def spoken(self) -> str:
        """What a screen reader says."""
        return f"• {self.title}. {self.output}" if self.output else f"• {self.title}"


def plan(title: str, tasks: Sequence[Task], block_id: str) -> Block:
    """A plan. Slack shows it closed at first, so the title says how far it is."""
    return {
        "type": "plan",
        "block_id": block_id,  # the same in every edit: Slack closes a plan whose id changes under its reader
        "title": cut_text(title, limits.TASK_TITLE),
        "tasks": [task.block() for task in tasks[: limits.TASKS]],
    }


def spoken(title: str, tasks: Sequence[Task]) -> str:
    """The same in words, for the text beside the blocks."""
    return "\n".join([title, *(task.spoken() for task in tasks)])


def in_words(block: Block) -> list[Block]:
    """A plan where Slack has none: its title, and what came of its steps."""
    came = "\n".join(_words(task["output"]) for task in block["tasks"] if "output" in task)
    small = [context(escape(came, limits.CONTEXT))] if came else []
    return [section(escape(block["title"])), *small]


def _literal(words: str) -> Block:
    said = {"type": "text", "text": cut_text(words, limits.CONTEXT)}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [said]}]}


def _words(rich: Block) -> str:
    return "".join(str(part["text"]) for line in rich["elements"] for part in line["elements"])
