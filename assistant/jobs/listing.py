"""Drafts listed to be approved as one batch: each is read whole, and exactly those bytes are approved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from assistant.errors import AssistantError, NotAllowed
from assistant.jobs.reviewing import ReviewQueue
from knowledge.draft_listings import Entry, Listing, get_listing, put_listing, record_approval, show_page
from knowledge.drafts import drafts_by_id
from knowledge.partners import PartnerCard, partner_cards
from knowledge.people import Person
from tools.drafts import OPEN, Draft, DraftError, DraftState, digest

PAGE: Final = 9_000
"""Characters of messages on a page: with what stands around them, well below what Slack shows at once."""

ON_A_PAGE: Final = 10
_AROUND: Final = 400  # characters of a message's address and number on a page, and of what names them

Approve: TypeAlias = Callable[[str, str, Person], Draft]
"""Approves one draft: its id, the digest of what was shown, and who approves."""


class ListingUnread(NotAllowed):
    """Not all pages were opened, so not everything was shown."""


@dataclass(frozen=True)
class Page:
    """One page of a listing.

    Attributes:
        number: From 0 on.
        first: Number of the first draft on it, from 1 on, among all that are listed.
        changed: Names of partners on it whose draft is not what was listed any more; they are left out.
    """

    listing: Listing
    number: int
    first: int
    drafts: tuple[tuple[str, Draft], ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Approved:
    """What became of a batch.

    Attributes:
        drafts: Those that are approved, by this batch or by an earlier click on it.
        left_out: Name of the partner and the reason for every other.
    """

    drafts: tuple[Draft, ...]
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listings:
    """Lists the long tail of a job and approves it."""

    queue: ReviewQueue

    def make(self, job_id: str, person: Person) -> str | None:
        """List what can be approved together now; the listing's id, None if nothing can."""
        pages = paged(self.queue.long_tail(job_id, person))
        if not pages:
            return None
        with self.queue.jobs.office.engine.begin() as connection:
            return put_listing(connection, job_id, person.email, pages, self.queue.jobs.office.now())

    def page(self, listing_id: str, number: int, person: Person) -> Page:
        """One page, which counts as read from now on.

        Raises:
            NotAllowed: It was not listed to this person.
        """
        listing = self.of(listing_id, person)
        at = min(max(number, 0), len(listing.pages) - 1)
        entries = listing.pages[at]
        with self.queue.jobs.office.engine.begin() as connection:
            kept = drafts_by_id(connection, [key for key, _ in entries])
            names = partner_cards(connection, {draft.partner_id for draft in kept.values()})
            same = [(key, seen) for key, seen in entries if key in kept and digest(kept[key]) == seen]
            listing = show_page(connection, listing, at, same)
        changed = [kept[key] for key, seen in entries if key in kept and (key, seen) not in same]
        return Page(
            listing,
            at,
            1 + sum(len(page) for page in listing.pages[:at]),
            tuple((_name(names, kept[key]), kept[key]) for key, _ in same),
            tuple(_name(names, draft) for draft in changed),
        )

    def approve(self, listing_id: str, person: Person, approve: Approve) -> Approved:
        """Approve what was listed; a draft that has changed since, or must not leave, is left out and named.

        A second time it approves nothing more and says what became of it.

        Raises:
            ListingUnread: Some page was not opened.
            NotAllowed: It was not listed to this person.
        """
        listing = self.read_whole(listing_id, person)
        outcomes = [self._approved(listing, entry, person, approve) for entry in listing.entries]
        with self.queue.jobs.office.engine.begin() as connection:
            record_approval(connection, listing, self.queue.jobs.office.now())
        return Approved(
            tuple(one for one in outcomes if isinstance(one, Draft)),
            tuple(one for one in outcomes if not isinstance(one, Draft)),
        )

    def _approved(
        self, listing: Listing, entry: Entry, person: Person, approve: Approve
    ) -> Draft | tuple[str, str]:
        key, seen = entry
        with self.queue.jobs.office.engine.connect() as connection:
            draft = drafts_by_id(connection, [key]).get(key)
            names = partner_cards(connection, [draft.partner_id] if draft else [])
        if draft is None:
            return key, "It is not there any more."
        if draft.approved_digest == seen and draft.state not in OPEN:
            return draft
        try:
            return self._now(listing, draft, seen, person, approve)
        except (DraftError, AssistantError) as error:
            return _name(names, draft), str(error)

    @staticmethod
    def _now(listing: Listing, draft: Draft, seen: str, person: Person, approve: Approve) -> Draft:
        if digest(draft) != seen:
            raise NotAllowed("It has changed since it was listed.")
        if listing.approved_at is not None or draft.state not in OPEN:
            raise NotAllowed(f"It is {draft.state} now.")
        approved = approve(draft.draft_id, seen, person)
        if approved.state is not DraftState.APPROVED:
            raise NotAllowed(approved.outcome or "It has changed since it was listed.")
        return approved

    def read_whole(self, listing_id: str, person: Person) -> Listing:
        """The listing, of which every page was opened.

        Raises:
            ListingUnread: Some page was not.
            NotAllowed: It was not listed to this person.
        """
        listing = self.of(listing_id, person)
        if listing.unread:
            numbers = ", ".join(str(number + 1) for number in listing.unread)
            raise ListingUnread(f"Read every page first: {numbers} of {len(listing.pages)} are left.")
        return listing

    def of(self, listing_id: str, person: Person) -> Listing:
        """The listing that was made for this person.

        Raises:
            NotAllowed: It was made for somebody else, or there is none.
        """
        with self.queue.jobs.office.engine.connect() as connection:
            listing = get_listing(connection, listing_id)
        if listing is None or listing.person_email != person.email:
            raise NotAllowed("This list was made for somebody else. Ask for one of your own.")
        return listing


def paged(drafts: Sequence[Draft]) -> tuple[tuple[Entry, ...], ...]:
    """The drafts on pages on which each can be read whole; one that no page holds is left out."""
    pages: list[list[Entry]] = []
    room = 0
    for draft in drafts:
        envelope = (draft.subject, draft.from_address, draft.reply_to, *draft.cc)
        size = sum(map(len, envelope)) + len(draft.body) + _AROUND
        if size > PAGE:
            continue
        if size > room or len(pages[-1]) == ON_A_PAGE:
            pages.append([])
            room = PAGE
        pages[-1].append((draft.draft_id, digest(draft)))
        room -= size
    return tuple(tuple(page) for page in pages)


def _name(cards: Mapping[str, PartnerCard], draft: Draft) -> str:
    card = cards.get(draft.partner_id)
    return card.name if card else draft.partner_id
