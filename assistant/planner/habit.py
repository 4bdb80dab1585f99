"""In which form a chat model is asked for calls: the best that its server and it can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class CallForm(StrEnum):
    """Forms from the best to the simplest."""

    TOOLS = "tools"
    SCHEMA = "schema"  # JSON, held to its schema by the server
    JSON = "json"

    @property
    def simpler(self) -> CallForm | None:
        """What to try when a server or model cannot do this one."""
        forms = list(CallForm)
        return next(iter(forms[forms.index(self) + 1 :]), None)


@dataclass(frozen=True)
class Habit:
    """How one model is asked, by what it was seen to do; questions of several threads share it.

    Attributes:
        brought: The forms in which calls came.
    """

    brought: set[CallForm] = field(default_factory=set)

    @property
    def form(self) -> CallForm:
        """The best form that ever brought calls, however often it failed since; tools to begin with."""
        return next((form for form in CallForm if form in self.brought), CallForm.TOOLS)
