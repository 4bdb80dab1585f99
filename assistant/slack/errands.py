"""The steps of every workflow: plain functions that may run twice and then change nothing more."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.jobs.writing import DraftJobs
from assistant.mailing.postbox import Postbox
from assistant.rapport import Rapport
from assistant.slack import notices
from assistant.slack.admin.door_errands import DoorErrands
from assistant.slack.admin.errands import AdminErrands
from assistant.slack.channels.audience import Audience
from assistant.slack.channels.errands import ChannelErrands
from assistant.slack.commands.replies import REPLY, Replies
from assistant.slack.desk import Desk
from assistant.slack.digests.channel_errands import ChannelDigestErrands, is_digest
from assistant.slack.digests.errands import DigestErrands
from assistant.slack.digests.pack_errands import PackErrands
from assistant.slack.draft_errands import DraftErrands
from assistant.slack.due import Due, what_is_due
from assistant.slack.follow_ups.errands import FollowUpErrands
from assistant.slack.forms.errands import FormErrands
from assistant.slack.home.errands import HomeErrands
from assistant.slack.import_news import ImportErrand
from assistant.slack.installing.first_errands import FirstErrands
from assistant.slack.installing.upload_errands import UploadErrands
from assistant.slack.job_errands import JobErrands
from assistant.slack.members import Members
from assistant.slack.override_errands import OverrideErrands
from assistant.slack.pane.errands import PaneErrands
from assistant.slack.pane.live import Pane
from assistant.slack.posting import Postman
from assistant.slack.question_errands import QuestionErrands
from assistant.turnstile import Turnstile
from knowledge.outbox import OutboxState
from prompts.phrases import phrases


@dataclass(frozen=True)
class Errands:
    """What the workflows do, one step each. Arguments and results are ids, never text.

    Attributes:
        imports: None where no folder is taken in by itself.
        mail: None where mails are handed over to copy.
        writing: None where no jobs are written.
        rapport: What the surfaces beside questions and drafts work with; None: there are none.
        live: Shows how answers come about; None: nobody looks on.
        audience: Knows who reads along in channels; None: every answer is private.
        turnstile: Lets few answers be thought about at a time.
    """

    desk: Desk
    postman: Postman
    members: Members
    imports: ImportErrand | None = None
    mail: Postbox | None = None
    writing: DraftJobs | None = None
    rapport: Rapport | None = None
    live: Pane | None = None
    audience: Audience | None = None
    turnstile: Turnstile = field(default_factory=Turnstile)

    @property
    def jobs(self) -> JobErrands | None:
        """What is done about jobs that write many drafts."""
        if self.writing is None:
            return None
        leaves = self.drafts.leaves_by_itself
        return JobErrands(self.desk, self.postman, self.writing, leaves, phrases())

    @property
    def drafts(self) -> DraftErrands:
        """What is done with drafts."""
        return DraftErrands(self.desk, self.postman, self.members, self.mail)

    @property
    def overrides(self) -> OverrideErrands:
        """What is done about edits that name another partner."""
        return OverrideErrands(self.desk, self.postman, self.members)

    @property
    def questions(self) -> QuestionErrands:
        """What is done about questions."""
        return QuestionErrands(
            self.desk,
            self.postman,
            self.drafts,
            self.replies,
            self.channels,
            self.turnstile,
            self.rapport,
            self.live,
        )

    # Messages

    def deliver(self, outbox_id: str) -> str:
        """Post a message of ours; one that was lost on the way is posted again."""
        if outbox_id.endswith(REPLY):
            state = self.replies.deliver(outbox_id)
            answer_id = f"{outbox_id.removesuffix(REPLY)}:answer"
            return self.deliver(answer_id) if state is OutboxState.FAILED else state.value
        if self.live is None or not self.live.streams.finish(outbox_id):
            self.postman.deliver(outbox_id)
        message = self.postman.posted(outbox_id)
        if message.state is OutboxState.WITHHELD:
            for other in self._instead(outbox_id):
                self.deliver(other)
        elif self.live is not None:
            self.live.answered(message)
        return self.postman.posted(outbox_id).state.value

    def _instead(self, outbox_id: str) -> list[str]:
        """What is posted elsewhere in place of a message that outsiders would have read."""
        if self.channel_digests is not None and is_digest(outbox_id):
            return self.channel_digests.instead(outbox_id)
        return self.channels.instead(outbox_id)

    def hint(self, channel: str, user_id: str, notice: str) -> None:
        """Show somebody one of the notices, by its name; nobody else sees it, and it does not stay."""
        self.postman.whisper(channel, user_id, notices.named(notice))

    def tell(self, outbox_id: str, place: str, notice: str) -> str:
        """Keep one of the notices for posting, by its name."""
        self.postman.put(outbox_id, place, notices.named(notice))
        return outbox_id

    @property
    def channels(self) -> ChannelErrands:
        """What is done about answers where others read along."""
        return ChannelErrands(self.desk, self.postman, self.audience)

    @property
    def replies(self) -> Replies:
        """What is done about answers to commands."""
        return Replies(self.desk, self.postman)

    # Jobs

    def refresh_card(self, draft_id: str, channel: str, card_ts: str) -> None:
        """Show how a draft stands, on its card or in the review queue in which it is shown."""
        if self.jobs is None or not self.jobs.show_again(draft_id, channel, card_ts):
            self.drafts.refresh_card(draft_id, channel, card_ts)

    def job_of(self, question_id: str) -> str:
        """The job that a question started; empty if it started none."""
        return self.jobs.asked_for(question_id) if self.jobs else ""

    def unfinished_jobs(self) -> list[str]:
        """Jobs that are not written to their end, for a start after a crash."""
        return self.jobs.unfinished() if self.jobs else []

    # Imports

    def take_in(self) -> list[str]:
        """Import the folder that is watched; ids of messages with its news, which wait to be posted."""
        return self.imports.run() if self.imports else []

    def import_failed(self, kind: str) -> list[str]:
        """Keep for the admins that the import broke off; ids of messages that wait to be posted."""
        return self.imports.failed(kind) if self.imports else []

    @property
    def pane(self) -> PaneErrands | None:
        """What is done when somebody opens the conversation."""
        if self.rapport is None:
            return None
        return PaneErrands(self.rapport, self.postman, self.members)

    @property
    def home(self) -> HomeErrands | None:
        """What is done about Home tabs."""
        if self.rapport is None:
            return None
        return HomeErrands(self.rapport, self.postman, self.members, self.drafts)

    @property
    def forms(self) -> FormErrands | None:
        """What follows a form."""
        if self.rapport is None:
            return None
        return FormErrands(self.rapport, self.postman, self.questions.answer)

    @property
    def door(self) -> DoorErrands | None:
        """What is done about people who ask to be let in."""
        return DoorErrands(self.rapport, self.postman, self.members) if self.rapport else None

    @property
    def admin(self) -> AdminErrands | None:
        """What is told about covers and books."""
        return AdminErrands(self.rapport, self.postman, self.members) if self.rapport else None

    @property
    def first(self) -> FirstErrands | None:
        """What is done when people come for the first time."""
        return FirstErrands(self.rapport, self.postman, self.members) if self.rapport else None

    @property
    def uploads(self) -> UploadErrands | None:
        """What is done about files that people hand over."""
        return UploadErrands(self.rapport, self.postman) if self.rapport else None

    # What is due

    @property
    def digests(self) -> DigestErrands:
        """Digests of people."""
        return DigestErrands(self.desk, self.postman, self.members, self.rapport)

    @property
    def channel_digests(self) -> ChannelDigestErrands | None:
        """Digests of channels."""
        if self.rapport is None or self.audience is None:
            return None
        return ChannelDigestErrands(self.rapport, self.postman, self.members, self.audience)

    @property
    def packs(self) -> PackErrands | None:
        """Packs for reviews with partners."""
        return PackErrands(self.rapport, self.postman) if self.rapport else None

    @property
    def follow_ups(self) -> FollowUpErrands | None:
        """Reminders; None where there are none."""
        return FollowUpErrands(self.rapport, self.postman, self.members) if self.rapport else None

    def due(self) -> list[Due]:
        """What should have happened by now and perhaps has not; each is done once, whoever starts it."""
        parts = (
            self.digests,
            self.channel_digests,
            self.home,
            self.follow_ups,
            self.admin,
            self.first,
            self.uploads,
        )
        return [one for part in parts if part is not None for one in what_is_due(part)]
