"""The steps behind a Home: show it, show it again when something changed, bring a draft's card."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from assistant.answering import shown_fact
from assistant.home import HomeState
from assistant.rapport import Rapport
from assistant.slack.calling import patiently
from assistant.slack.draft_errands import DraftErrands
from assistant.slack.draft_sources import rests_on
from assistant.slack.due import Due
from assistant.slack.home.view import home_view, nothing_view, unknown_view
from assistant.slack.members import LookupFailedError, Members, Refusal, RefusedError
from assistant.slack.notices import notice
from assistant.slack.outgoing import Block
from assistant.slack.posting import Postman
from knowledge import homes
from knowledge.drafts import get_draft
from knowledge.notes import stored_notes
from knowledge.people import Person, person_by_email
from tools.drafts import OPEN, DraftError

PATIENCE: Final = 0.6  # seconds in which a whole Home is worth waiting for
NO_DRAFT: Final = "This draft does not wait any more: it was sent or put aside. Your Home shows which do."
LOOKED_AT: Final = timedelta(days=3)
"""A Home that nobody opened for longer is not kept up to date."""


@dataclass(frozen=True)
class HomeErrands:
    """What the workflows do about Homes. Arguments and results are ids, never text."""

    rapport: Rapport
    postman: Postman
    members: Members
    drafts: DraftErrands

    def show(self, user_id: str) -> list[str]:
        """Show somebody their Home as they left it; at once what can be told at once."""
        try:
            person = self.members.person(user_id)
        except RefusedError as refusal:
            self._refuse(user_id, refusal.reason)
            return []
        self._show(person, user_id)
        return []

    def refresh(self, email: str) -> list[str]:
        """Show a Home again to who looks at it."""
        with self.rapport.engine.connect() as connection:
            kept, person = homes.opened_home(connection, email), person_by_email(connection, email)
        if kept is None:
            return []
        if person is None or self._user(person) != kept.user_id:
            with self.rapport.engine.begin() as connection:
                homes.forget_home(connection, email)
            self._publish(kept.user_id, nothing_view())
            return []
        self._show(person, kept.user_id)
        return []

    def card(self, email: str, draft_id: str, user_id: str, cause: str) -> list[str]:
        """Bring a draft's card to its reader's direct message, with what it rests on."""
        with self.rapport.engine.connect() as connection:
            person = person_by_email(connection, email)
            try:
                draft = get_draft(connection, draft_id)
            except DraftError:
                return self._no_card(draft_id, user_id, cause)
            facts = self.rapport.drafting.sources(connection, draft)
            notes = stored_notes(connection, note_ids=draft.note_ids) if draft.note_ids else []
        if person is None or not self.rapport.roster.access(person).may_write(draft.partner_id):
            return []
        if draft.state not in OPEN:
            return self._no_card(draft_id, user_id, cause)
        sources = rests_on(draft, [shown_fact(fact) for fact in facts], notes)
        outbox_id = f"homecard:{draft_id}:{cause}"
        self.postman.put(outbox_id, user_id, self.drafts.card(draft, sources))
        return [outbox_id]

    def _no_card(self, draft_id: str, user_id: str, cause: str) -> list[str]:
        """Say that the Home was out of date: sent, put aside, or gone with its partner."""
        outbox_id = f"homecard:{draft_id}:{cause}"
        self.postman.put(outbox_id, user_id, notice(NO_DRAFT))
        return [outbox_id]

    def due(self) -> list[Due]:
        """Every Home that somebody looks at and that shows what is not so any more."""
        with self.rapport.engine.connect() as connection:
            opened = homes.homes_opened_since(connection, self.rapport.now() - LOOKED_AT)
        emails = [home.email for home in opened]
        return [due for email in emails if (due := self.refreshed(email))]

    def refreshed(self, email: str) -> Due | None:
        """The workflow that shows a Home again, once for what changed; None if it looks as it should."""
        stamp = self._stamp(email)
        with self.rapport.engine.connect() as connection:
            shown = homes.last_shown(connection, email)
        if stamp == shown.stamp:
            return None
        return (f"home:{email}:{stamp}:{shown.times}", "home.refresh", [email])

    def _stamp(self, email: str) -> str:
        """Tells whether the person's Home would look the same."""
        with self.rapport.engine.connect() as connection:
            person = person_by_email(connection, email)
            today = person.today(self.rapport.now()) if person else self.rapport.now().date()
            return homes.stamp_of(connection, email, today)

    def _show(self, person: Person, user_id: str) -> None:
        state: HomeState | None = None
        while state != (left := self._left(person.email)):  # turned on while it was made
            state = left
            self._show_as(person, user_id, state)

    def _left(self, email: str) -> HomeState:
        with self.rapport.engine.connect() as connection:
            kept = homes.opened_home(connection, email)
        return HomeState.read(kept.state if kept else "")

    def _show_as(self, person: Person, user_id: str, state: HomeState) -> None:
        stamp = self._stamp(person.email)
        with ThreadPoolExecutor(max_workers=1) as pool:
            whole = pool.submit(self.rapport.home.of, person, state)
            try:
                home = whole.result(PATIENCE)
            except TimeoutError:
                self._publish(user_id, home_view(self.rapport.home.light(person, state)))
                home = whole.result()
        self._publish(user_id, home_view(home))
        with self.rapport.engine.begin() as connection:
            homes.mark_shown(connection, person.email, stamp)

    def _refuse(self, user_id: str, reason: Refusal) -> None:
        """Colleagues learn whom to ask; guests see nothing any more; strangers never saw anything."""
        if reason is Refusal.UNKNOWN:
            self._publish(user_id, unknown_view())
        elif reason is Refusal.GUEST:
            self._publish(user_id, nothing_view())

    def _publish(self, user_id: str, view: Block) -> None:
        call = partial(self.postman.client.views_publish, user_id=user_id, view=view)
        patiently(call, self.postman.pace.sleep)

    def _user(self, person: Person) -> str | None:
        try:
            return self.members.user_id(person)
        except LookupFailedError:
            return person.slack_user_id or None
