"""What stands in a person's Home, in words; a surface only lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.shown_items import ShownItem
from knowledge.digests import DigestSettings
from knowledge.follow_ups import FollowUp
from knowledge.people import Role

PAGE: Final = 5
_MOST_PAGES: Final = 10_000
_T_co = TypeVar("_T_co", covariant=True)


class Part(StrEnum):
    """What has pages of its own."""

    ATTENTION = "attention"
    DRAFTS = "drafts"
    FOLLOW_UPS = "follow_ups"
    PROMISES = "promises"


class HomeState(BaseModel):
    """How a person left the Home: pages count from 0, and one that is gone by now shows the last.

    Attributes:
        team: Everybody's partners instead of the own; only for who leads.
        undo: The change that was made here last, as long as it can be taken back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    team: bool = False
    pages: dict[Part, int] = Field(default_factory=dict)
    undo: str = Field("", max_length=500)

    @classmethod
    def read(cls, text: str) -> Self:
        """From what a surface carried; the first pages for what we did not write, as it can be forged."""
        try:
            found = cls.model_validate_json(text, strict=False)
        except ValidationError:
            return cls()
        return found if all(0 <= page < _MOST_PAGES for page in found.pages.values()) else cls()

    def turned(self, part: Part, page: int) -> Self:
        """With that part open at that page."""
        kept = {**self.pages, part: min(max(page, 0), _MOST_PAGES - 1)}
        return self.model_copy(update={"pages": kept, "undo": ""})

    def of(self, *, team: bool) -> Self:
        """Of everybody's partners or of the own, from the first page on."""
        return type(self)(team=team)

    def with_undo(self, change_id: str) -> Self:
        """Where it stands, with a change to take back, or none."""
        return self.model_copy(update={"undo": change_id})


@dataclass(frozen=True)
class Paged(Generic[_T_co]):
    """One page of a list.

    Attributes:
        page: Its number, from 0 on.
        total: How many there are on all pages.
    """

    items: tuple[_T_co, ...] = ()
    page: int = 0
    total: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are; one for an empty list."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class WaitingDraft:
    """A draft that nobody has decided.

    Attributes:
        changed_on: The day on which it was written or edited, as people read it.
    """

    draft_id: str
    partner: str
    subject: str
    recipient: str
    changed_on: str


@dataclass(frozen=True)
class DueFollowUp:
    """A reminder or task whose day has come.

    Attributes:
        follow_up: As it is kept.
        words: What to be reminded of.
        partner: Its partner's name; empty for none.
        due: Its moment as people read it.
        late: Whether its day is over.
    """

    follow_up: FollowUp
    words: str
    partner: str
    due: str
    late: bool


@dataclass(frozen=True)
class OpenPromise:
    """Something that was promised in a note and is not kept yet.

    Attributes:
        promise_id: As `knowledge.follow_ups.promise_id` calls it.
        ours: Whether we owe it.
        words: As the note has them.
        due: The day as people read it; empty if none was named.
        followed: Whether the person has a reminder of it.
    """

    partner_id: str
    partner: str
    ours: bool
    words: str
    due: str
    late: bool
    promise_id: str
    followed: bool


@dataclass(frozen=True)
class DataState:
    """How fresh the data is.

    Attributes:
        stale: Names of the tables that lag behind, with the day of their newest row.
        days_behind: Days since the data ends, once they are more than usual; 0 until then and of the sample.
        no_history: Whether there is nothing on file by which to judge any partner.
    """

    as_of: date
    stale: tuple[str, ...]
    only_sample: bool
    no_history: bool = False
    days_behind: int = 0


@dataclass(frozen=True)
class Home:
    """One person's Home.

    Attributes:
        state: With pages that exist.
        partners: How many partners are looked at; None: there are none in the data at all.
        covered: Names of colleagues whose partners are among them.
        owns: Whether any of them are the person's own, or a covered colleague's.
        writes: Whether the person may change and draft anything.
        leads: Whether the person may look at everybody's and decides on reviews.
        role: Which rooms for leads and admins are open to the person.
        needs_you, promises, waiting_decisions, data: None while they are still being read.
        snoozed: How many partners were left out as the person snoozed them.
        later: Follow-ups whose day is yet to come.
        waiting_decisions: Proposals of the latest review that nobody has decided.
    """

    name: str
    greeting: str
    today: date
    state: HomeState
    partners: int | None
    owns: bool
    writes: bool
    leads: bool
    settings: DigestSettings
    role: Role = Role.MANAGER
    covered: tuple[str, ...] = ()
    needs_you: Paged[ShownItem] | None = None
    snoozed: int = 0
    drafts: Paged[WaitingDraft] = Paged()
    follow_ups: Paged[DueFollowUp] = Paged()
    later: int = 0
    promises: Paged[OpenPromise] | None = None
    waiting_decisions: int | None = None
    data: DataState | None = None

    @property
    def no_history(self) -> bool:
        """Whether there are partners, and nothing that happened with any of them."""
        return self.data is not None and self.data.no_history

    @property
    def whole(self) -> bool:
        """Whether nothing of it is still being read."""
        return self.partners is None or self.needs_you is not None
