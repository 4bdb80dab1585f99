"""Forms as every surface sees them: each is checked again, done at once, once, and can be taken back.

What makes a change returns its id; `told` says what became of it. The two are apart, since a surface that has
to answer within seconds need not wait for the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from assistant.access import Access
from assistant.asking import Asking
from assistant.contract import Answer
from assistant.errors import FieldInvalid, FollowUpRefused, OutOfDate
from assistant.follow_ups import FollowUps
from assistant.forms import digest_form, review_form
from assistant.forms.checks import check_note, check_snooze
from assistant.forms.days import moment_said
from assistant.forms.guessing import Guesser
from assistant.forms.picking import PartnerPicker
from assistant.forms.review_form import ReviewPage, Verdict
from assistant.forms.submitted import Submitted, made, visible_partner, writable_partner
from assistant.forms.telling import told
from assistant.forms.what_if_form import WhatIf, assumed
from assistant.roster import Roster
from assistant.toolbox.proposing import Proposed, proposed
from assistant.toolbox.turn import Office, Turn
from knowledge import held_messages
from knowledge.changes import get_change
from knowledge.digests import DigestSettings, settings_of
from knowledge.people import Person
from tools.time_zones import zone_named


@dataclass(frozen=True)
class Forms:
    """What the application does for a form."""

    office: Office
    roster: Roster
    asking: Asking
    follow_ups: FollowUps
    picker: PartnerPicker
    guesser: Guesser

    def log_note(self, sent: Submitted, partner_id: str, words: str, day: date, author: str = "") -> str:
        """Keep the words, verbatim, as an internal note.

        Args:
            sent: Who sends it off.
            partner_id: Whom it is about.
            words: To the letter.
            day: On which it was said or written.
            author: Whose words they are, if a message of somebody else is kept; empty: the person's own.

        Raises:
            FieldInvalid: of `partner`, `words` or `day`.
            NotAllowed: The person may only read.
            OutOfDate: The form was somebody else's.
        """
        check_note(words, day, sent.person.today(self.office.now()))
        payload = {
            "note_id": f"note:{sent.cause}",
            "partner_id": partner_id,
            "date": day.isoformat(),
            "text": words,
        }
        return self._on_partner(sent, "log_note", payload | ({"author": author} if author else {}))

    def snooze(self, sent: Submitted, partner_id: str, until: date) -> str:
        """Keep a partner off the person's list until that day.

        Raises:
            FieldInvalid: of `partner` or `until`.
            NotAllowed: The person may only read.
            OutOfDate: The form was somebody else's.
        """
        check_snooze(until, sent.person.today(self.office.now()))
        payload = {"partner_id": partner_id, "until": until.isoformat()}
        return self._on_partner(sent, "snooze", payload)

    def remind(self, sent: Submitted, words: str, when: str, at: time, partner_id: str = "") -> str:
        """Set a reminder for when `when` says, in the person's time zone; `at` is the hour if it says none.

        Raises:
            FieldInvalid: of `partner`, `words` or `when`.
        """
        person = sent.person
        if not words.strip():
            raise FieldInvalid("words", "Say what I shall remind you of.")
        if partner_id:
            self.check_partner(person, partner_id)
        due = moment_said(when, at, self.office.now(), zone_named(person.timezone))
        try:
            return self.follow_ups.add(person, words, due, partner_id, cause=sent.cause).undo
        except FollowUpRefused as error:
            raise FieldInvalid("when", str(error)) from error

    def digest_settings(self, person: Person) -> DigestSettings:
        """The person's own, as they stand."""
        with self.office.engine.connect() as connection:
            return settings_of(connection, person)

    def change_digest(self, sent: Submitted, wanted: DigestSettings) -> str:
        """Set the person's digest; empty if it was set so already.

        Raises:
            FieldInvalid: of the setting that does not fit.
        """
        person, access = sent.person, self.roster.access(sent.person)
        today = person.today(self.office.now())
        with self.office.engine.begin() as connection:
            if get_change(connection, sent.change_id) is None:
                payload = digest_form.changed(wanted, settings_of(connection, person), access, today)
                if not payload:
                    return ""
            else:
                payload = {}
            return made(connection, sent, "digest_settings", payload, self.office.now()).change_id

    def review_page(self, person: Person, number: int = 0) -> ReviewPage:
        """Some of the moves that the latest review proposes and nobody has decided.

        Raises:
            NotAllowed: The person is no lead.
        """
        self.check_lead(person)
        return review_form.page_of(self._review(self.roster.access(person)), number)

    def check_lead(self, person: Person) -> None:
        """Whether the person decides on tiers.

        Raises:
            NotAllowed: They do not.
        """
        review_form.only_leads(self.roster.access(person))

    def decide(self, sent: Submitted, review_on: date, verdicts: list[Verdict]) -> str:
        """Accept and override moves of that review.

        Raises:
            FieldInvalid: of the field that a verdict names.
            NotAllowed: The person is no lead.
            OutOfDate: Something else is proposed now, or one is decided already.
        """
        self.check_lead(sent.person)
        access, now = self.roster.access(sent.person), self.office.now()
        with self.office.engine.connect() as connection:
            if get_change(connection, sent.change_id):
                return sent.change_id
        review = self._review(access)
        if review.review_on != review_on:
            raise OutOfDate("A newer review is open. Close this form and open it again.")
        payload = review_form.decided(review, verdicts, access, now)
        with self.office.engine.begin() as connection:
            return made(connection, sent, "review_decision", payload, now).change_id

    def check_partner(self, person: Person, partner_id: str) -> None:
        """Whether the person may know of the partner.

        Raises:
            FieldInvalid: of `partner`.
        """
        with self.office.engine.connect() as connection:
            visible_partner(connection, self.roster.access(person), partner_id)

    def what_if(self, question_id: str, person: Person, wanted: WhatIf) -> Answer:
        """Who would stand where under what is assumed."""
        return assumed(wanted, self._turn(person, question_id), self.office, self.asking)

    def keep_held(self, sent: Submitted, message_id: str, partner_id: str) -> str:
        """Keep the message that the person holds as a note of its author's words.

        Raises:
            OutOfDate: The person holds no such message.
            FieldInvalid: of `partner`.
            NotAllowed: The person may only read.
        """
        if before := self.made(sent):
            return before
        with self.office.engine.connect() as connection:
            message = held_messages.held(connection, message_id, sent.person.email)
        if message is None:
            raise OutOfDate("This form is out of date. Close it and choose the message again.")
        return self.log_note(sent, partner_id, message.text, message.written_on, message.author)

    def made(self, sent: Submitted) -> str:
        """The id of the change that the form made before; empty if it made none."""
        with self.office.engine.connect() as connection:
            change = get_change(connection, sent.change_id)
        return change.change_id if change and change.actor_email == sent.person.email else ""

    def told(self, change_id: str, person: Person) -> Answer:
        """What became of a form, with Undo.

        Raises:
            OutOfDate: There is no such change of that person.
        """
        with self.office.engine.connect() as connection:
            change = get_change(connection, change_id)
        if change is None or change.actor_email != person.email:
            raise OutOfDate("This form is out of date. Close it and open it again.")
        turn = self._turn(person, change_id)
        return self.asking.told(told(change, turn, self.office), turn.access, turn.as_of)

    def _on_partner(self, sent: Submitted, kind: str, payload: dict[str, str]) -> str:
        access = self.roster.access(sent.person)
        with self.office.engine.begin() as connection:
            card = writable_partner(connection, access, payload["partner_id"])
            if kind == "snooze" and card.status == "ended":
                raise FieldInvalid("partner", "This partnership has ended, so it is on nobody's list anyway.")
            return made(connection, sent, kind, payload, self.office.now()).change_id

    def _review(self, access: Access) -> Proposed:
        standing = self.office.standings.at(self._day(access.person))
        heard_of = standing.portfolio.partners["heard_of"]
        return proposed(standing, access.visible & frozenset(heard_of.index[heard_of]))

    def _day(self, person: Person) -> date:
        return self.roster.day(None, person.today(self.office.now()))

    def _turn(self, person: Person, cause: str) -> Turn:
        access = self.roster.access(person)
        today = person.today(self.office.now())
        return Turn(cause, "", self._day(person), today, "", access, self.roster.names(access))
