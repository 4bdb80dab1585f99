"""A form as it came back from Slack: who, which, what was filled in. All of it can be forged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from assistant.errors import FieldInvalid
from assistant.forms import Submitted
from assistant.slack.forms.kept import Kept
from knowledge.people import Person


@dataclass(frozen=True)
class Sent:
    """One form that was sent off by somebody who is served.

    Attributes:
        view_id: Slack's own, the same for every delivery.
        fields: By block id; several values of a field in which several can be picked.
        offered: What the form offered to pick from, by block id, as it was shown.
    """

    person: Person
    user_id: str
    view_id: str
    kept: Kept
    fields: dict[str, str | list[str]]
    offered: dict[str, list[str]] = field(default_factory=dict)

    @property
    def cause(self) -> str:
        """What makes it one."""
        return f"{self.view_id}:{self.user_id}"

    @property
    def submitted(self) -> Submitted:
        """For the application."""
        return Submitted(self.cause, self.person, self.kept.thread_id)

    def text(self, name: str) -> str:
        """What was typed or picked; empty for nothing."""
        value = self.fields.get(name, "")
        return value if isinstance(value, str) else ""

    def several(self, name: str) -> list[str]:
        """What was picked of several."""
        value = self.fields.get(name, [])
        return value if isinstance(value, list) else []

    def number(self, name: str) -> int:
        """What was picked, as a number.

        Raises:
            FieldInvalid: It is none.
        """
        try:
            return int(self.text(name))
        except ValueError as error:
            raise FieldInvalid(name, "Choose one from the list.") from error

    def day(self, name: str) -> date | None:
        """The day that was picked; None for none.

        Raises:
            FieldInvalid: It is no day.
        """
        try:
            return date.fromisoformat(self.text(name)) if self.text(name) else None
        except ValueError as error:
            raise FieldInvalid(name, "Choose a day from the calendar.") from error

    def day_needed(self, name: str) -> date:
        """The day that was picked.

        Raises:
            FieldInvalid: None was.
        """
        if (day := self.day(name)) is None:
            raise FieldInvalid(name, "Choose a day from the calendar.")
        return day

    def hour(self, name: str) -> time:
        """The time of day that was picked.

        Raises:
            FieldInvalid: It is none.
        """
        try:
            return time.fromisoformat(self.text(name))
        except ValueError as error:
            raise FieldInvalid(name, "Choose a time of day.") from error
