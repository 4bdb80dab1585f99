"""What can go wrong on the way to an answer, in words for the person who asked.

AssistantError
├── SettingsInvalid     a setting has a value that does not fit
├── UnknownPerson       nobody of that e-mail is among the managers
├── UnknownPartner      a partner is meant that nobody here is called
├── NoSuchQuarter       a quarter is meant that has not ended, or no quarter at all
├── NoData              nothing has been imported yet
├── NotAllowed          this person may not do that
├── FileUnusable        an uploaded file cannot be read as a table
├── FieldInvalid        a field of a form does not fit
└── OutOfDate           what a form was about has changed since it was opened
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of all; its text is shown to the user as it is."""


class SettingsInvalid(AssistantError):
    """One or more settings do not fit; the text has one line for each."""

    def __init__(self, problems: list[str]) -> None:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"The settings need a look:\n{lines}\nSet them in the environment or in .env.")


class UnknownPerson(AssistantError):
    """The asker is not among the managers."""


class UnknownPartner(AssistantError):
    """The words name no partner, or several."""


class NoSuchQuarter(AssistantError):
    """The period is no quarter, or one that has not ended."""


class NoData(AssistantError):
    """There is nothing to answer from yet."""


class FollowUpRefused(AssistantError):
    """The reminder says nothing, or its moment has passed or is years away."""


class NotAllowed(AssistantError):
    """The person's role does not allow it."""


class FileUnusable(AssistantError):
    """An uploaded file cannot be read as a table; the text says why, and what to do."""


class FieldInvalid(AssistantError):
    """A field of a form does not fit; the text names the value and the next step.

    Attributes:
        field: The field's name, which every surface uses.
    """

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field = field


class OutOfDate(AssistantError):
    """What a form was about has changed since it was opened."""
