"""A small, strict application behind the Slack surface: real stores, fixed answers, no planner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import Event

from sqlalchemy import Connection, Engine, insert, select

from assistant.contract import Answer, ShownDraft, ShownFact, ShownTable
from assistant.errors import NotAllowed
from assistant.progress import UNSEEN, Progress
from assistant.turnstile import Turnstile
from knowledge import changes, digests, drafts, exchanges, overrides, threads
from knowledge.changes import Change
from knowledge.copies import Copies, copies_of, keep_copies
from knowledge.overrides import Override
from knowledge.people import Person, Role
from knowledge.tables import INCOMING
from knowledge.threads import Question
from tools.drafts import Draft, DraftDigestError, DraftState, digest

AS_OF = date(2026, 10, 3)
FACT = ShownFact(
    id="f1", partner_id="p1", kind="deals.won_revenue_365d", value=12400.0, unit="EUR", as_of=AS_OF
)
PEOPLE = (
    {"email": "ada@example.com", "name": "Ada", "role": "manager", "slack_user_id": "UADA000"},
    {"email": "lea@example.com", "name": "Lea", "role": "lead"},
    {"email": "vic@example.com", "name": "Vic", "role": "viewer", "slack_user_id": "UVIC000"},
    {"email": "bob@example.com", "name": "Bob", "role": "manager", "slack_user_id": "UBOB000"},
)
PARTNERS = (
    {"partner_id": "p1", "name": "Globex <!channel>", "slack_channel": "CGLOBEX1"},
    {"partner_id": "p2", "name": "Initech & Sons", "slack_channel": "#initech"},
    {"partner_id": "p3", "name": "Umbrella", "slack_channel": None},
)


def furnish(engine: Engine) -> None:
    """People and three partners, all Ada's."""
    with engine.begin() as connection:
        for person in PEOPLE:
            connection.execute(insert(INCOMING["managers"]).values(**person))
        for partner in PARTNERS:
            row = {**partner, "manager_email": "ada@example.com"}
            connection.execute(insert(INCOMING["partners"]).values(**row))


def _at_hand() -> Event:
    event = Event()
    event.set()
    return event


@dataclass
class PlainDesk:
    """Answers by keyword; counts how often it had to think.

    Attributes:
        model: Set once the model speaks; each answer waits for it.
    """

    engine: Engine
    clock: Callable[[], datetime]
    thought: list[str] = field(default_factory=list)
    mails_from: str = ""
    shut: str = ""
    model: Event = field(default_factory=_at_hand)

    def now(self) -> datetime:
        return self.clock()

    def receive(self, question: Question) -> bool:
        with self.engine.begin() as connection:
            return threads.save_question(connection, question)

    def answer(self, question_id: str, progress: Progress = UNSEEN) -> Answer:
        with self.engine.connect() as connection:
            kept = threads.answer_of(connection, question_id)
            question = threads.get_question(connection, question_id)
        if kept:
            return Answer.model_validate(kept)
        assert question is not None
        Turnstile.step_aside()  # a model thinks, somewhere else
        self.model.wait(60)  # seconds; a test that failed lets it go on
        Turnstile.go_on()
        self.thought.append(question_id)
        self.tell(question, progress)
        answer = self._think(question)
        with self.engine.begin() as connection:
            threads.save_answer(connection, question_id, answer.model_dump(mode="json"), self.now())
            return Answer.model_validate(threads.answer_of(connection, question_id))

    def tell(self, question: Question, progress: Progress) -> None:
        """Tells how far the answer is; here it is known at once."""

    def _think(self, question: Question) -> Answer:
        words = question.text.lower()
        if "boom" in words:
            raise RuntimeError(f"secret: {question.text}")
        if "attention" in words:
            return _attention()
        if "draft" in words:
            return self._drafts(question)
        if "remind" in words or words.startswith("note"):
            return self._change(question, pending="remind" in words)
        return Answer(text=f"You said: {question.text}\nIn {question.thread_id}")

    def _drafts(self, question: Question) -> Answer:
        made = [self._draft(question, partner) for partner in PARTNERS]
        with self.engine.begin() as connection:
            for one in made:
                drafts.propose(connection, one)
        return Answer(
            text="Three messages to three partners.", facts=[FACT], drafts=[_shown(one) for one in made]
        )

    def _draft(self, question: Question, partner: dict[str, str | None]) -> Draft:
        channel = partner["slack_channel"]
        return Draft(
            draft_id=f"d-{partner['partner_id']}-{question.question_id.rpartition('.')[2]}",
            partner_id=str(partner["partner_id"]),
            contact_id=None,
            purpose="check_in",
            channel="slack" if channel else "email",
            recipient=channel or "grace@umbrella.example",
            sender=question.asker_email,
            subject="" if channel else "Shall we talk?",
            body=f"Hello {partner['name']},\n5 < 6 & *you* closed a deal: https://example.com\nBest, Ada",
            language="en",
            fact_ids=("f1",),
            note_ids=("n1",),
            as_of=AS_OF,
            author_email=question.asker_email,
            changed_at=self.now(),
            from_address="" if channel else self.mails_from,
        )

    def _change(self, question: Question, *, pending: bool) -> Answer:
        change_id = f"c-{question.question_id}"
        change = Change(change_id, "log_note", question.asker_email, question.thread_id, {}, self.now())
        with self.engine.begin() as connection:
            changes.put_change(connection, change)
            if not pending:
                changes.confirm(connection, change_id, self.now())
        return (
            Answer(text="Shall I?", pending=change_id) if pending else Answer(text="Noted.", undo=change_id)
        )

    def confirm(self, change_id: str, _person: Person) -> Answer:
        with self.engine.begin() as connection:
            done = changes.confirm(connection, change_id, self.now())
        return Answer(text="Done." if done else "That is done already.", undo=change_id)

    def decline(self, change_id: str, _person: Person) -> Answer:
        with self.engine.begin() as connection:
            dropped = changes.decline(connection, change_id, self.now())
        return Answer(text="Dropped." if dropped else "That is decided already.")

    def undo(self, change_id: str, _person: Person) -> Answer:
        with self.engine.begin() as connection:
            undone = changes.undo(connection, change_id, self.now())
        return Answer(text="Taken back." if undone else "Nothing to take back.")

    @property
    def decisions(self) -> PlainDecisions:
        return PlainDecisions(self)

    @property
    def listening(self) -> PlainDesk:
        return self

    def is_for_us(self, question: Question, _person: Person, *, interrupted: bool) -> bool:
        """A bare `why?` may be meant for anybody once somebody else has spoken."""
        asks = question.text.endswith("?")
        return asks and ("why" not in question.text or not interrupted)

    def digest_now(self, _person: Person) -> Answer:
        return Answer(text="Globex has gone quiet.")

    def draft(self, draft_id: str) -> Draft:
        with self.engine.connect() as connection:
            return drafts.get_draft(connection, draft_id)

    def approve(self, draft_id: str, digest: str, person: Person) -> Draft:
        with self.engine.begin() as connection:
            seen = drafts.get_draft(connection, draft_id)
            _check_right(connection, seen, person)
            return drafts.approve(connection, seen, person.email, digest, self.now())

    def edit(self, draft_id: str, subject: str, body: str, digest: str, person: Person) -> Draft | list[str]:
        with self.engine.begin() as connection:
            seen = drafts.get_draft(connection, draft_id)
            _check_right(connection, seen, person)
            _check_digest(seen, digest)
            if "dementor" in body:
                return ["'dementor' is an internal word."]
            if "Initech" in body:
                return ["'Initech' is another partner"]
            return drafts.edit(connection, seen, subject, body, self.now())

    def dismiss(self, draft_id: str, person: Person) -> Draft:
        with self.engine.begin() as connection:
            seen = drafts.get_draft(connection, draft_id)
            _check_right(connection, seen, person)
            return drafts.dismiss(connection, seen, self.now())

    def digest(self, manager_email: str, week: str) -> Answer:
        post = digests.DigestPost(manager_email, week, {"text": "Globex has gone quiet."}, self.now())
        with self.engine.begin() as connection:
            digests.save_post(connection, post)
            kept = digests.post_of(connection, manager_email, week)
        assert kept is not None
        return Answer.model_validate(kept.answer)


@dataclass(frozen=True)
class PlainDecisions:
    """What happens to drafts beside their approval; one name needs a lead."""

    desk: PlainDesk

    def release(self, draft_id: str) -> Draft:
        return self.desk.draft(draft_id)

    def closed(self, draft_id: str) -> str:
        return self.desk.shut if self.desk.draft(draft_id).state is DraftState.SENDING else ""

    def overridable(self, _draft_id: str, _subject: str, body: str) -> bool:
        return "Initech" in body and "dementor" not in body

    def ask_lead(
        self, draft_id: str, words: tuple[str, str], seen_digest: str, reason: str, person: Person
    ) -> Override | list[str]:
        draft = self.desk.draft(draft_id)
        _check_digest(draft, seen_digest)
        new = digest(replace(draft, subject=words[0], body=words[1]))
        now = self.desk.now()
        asked = Override(
            f"o-{draft_id}", draft_id, draft.version, new, *words, "Initech", person.email, reason, now
        )
        with self.desk.engine.begin() as connection:
            overrides.ask(connection, asked)
        return asked

    def decide(self, override_id: str, person: Person, *, confirmed: bool) -> Draft:
        if person.role is not Role.LEAD:
            raise NotAllowed("Only a lead may let a message name another partner.")
        with self.desk.engine.begin() as connection:
            asked = overrides.get_override(connection, override_id)
            assert asked is not None
            draft = drafts.get_draft(connection, asked.draft_id)
            if not overrides.decide(
                connection, override_id, person.email, self.desk.now(), confirmed=confirmed
            ):
                return draft
            if not confirmed:
                return draft
            return drafts.edit(connection, draft, asked.subject, asked.body, self.desk.now())

    def answered_on(self, draft_id: str) -> date | None:
        with self.desk.engine.connect() as connection:
            return exchanges.answered_on(connection, drafts.get_draft(connection, draft_id))

    def log_answer(self, draft_id: str, person: Person, *, came: bool) -> None:
        with self.desk.engine.begin() as connection:
            draft = drafts.get_draft(connection, draft_id)
            _check_right(connection, draft, person)
            log = exchanges.record_answer if came else _forget
            log(connection, draft, self.desk.now())

    def copies(self, person: Person) -> Copies:
        with self.desk.engine.connect() as connection:
            return copies_of(connection, person.email)

    def copy_to(self, person: Person, addresses: list[str]) -> Copies:
        wanted = Copies(others=tuple(addresses))
        with self.desk.engine.begin() as connection:
            keep_copies(connection, person.email, wanted)
        return wanted

    def readdress(self, draft_id: str, person: Person) -> Draft:
        draft, cc = self.desk.draft(draft_id), self.copies(person).others
        if draft.cc == cc:
            return draft
        with self.desk.engine.begin() as connection:
            return drafts.readdress(connection, draft, (draft.from_address, ""), cc, "", self.desk.now())


def _forget(connection: Connection, draft: Draft, _at: datetime) -> bool:
    return exchanges.forget_answer(connection, draft)


def _attention() -> Answer:
    rows = [
        ["Globex <!channel>", "money at risk", "€12,400"],
        *[[f"Partner {n}", "quiet", "41 days"] for n in range(7)],
    ]
    return Answer(
        text="8 partners need you & soon.\nGlobex <!channel> has won nothing for 41 days: see https://evil.test",
        facts=[FACT],
        table=ShownTable(title="Who needs you", columns=["Partner", "Why", "What"], rows=rows),
        suggestions=["Why is Globex <!channel> on the list?", "Draft a message to Globex"],
    )


def _shown(draft: Draft) -> ShownDraft:
    return ShownDraft(
        id=draft.draft_id,
        partner_id=draft.partner_id,
        to=draft.recipient,
        channel=draft.channel,
        subject=draft.subject,
        body=draft.body,
        language=draft.language,
        fact_ids=list(draft.fact_ids),
        note_ids=list(draft.note_ids),
    )


def _check_digest(draft: Draft, seen_digest: str) -> None:
    if digest(draft) != seen_digest:
        raise DraftDigestError("The message is not the one that was shown.")


def _check_right(connection: Connection, draft: Draft, person: Person) -> None:
    partners = INCOMING["partners"].c
    query = select(partners.manager_email).where(partners.partner_id == draft.partner_id)
    if person.role is not Role.LEAD and person.email != connection.execute(query).scalar():
        raise NotAllowed("Only Ada or a lead can decide on messages to this partner.")
