"""The steps behind an uploaded file: each reads it anew from Slack, and may run twice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Final
from urllib.request import Request, urlopen

from slack_sdk.errors import SlackApiError

from assistant.errors import AssistantError
from assistant.rapport import Rapport
from assistant.slack.due import Due
from assistant.slack.installing import upload_messages as messages
from assistant.slack.installing.fetching import Fetcher
from assistant.slack.notices import notice
from assistant.slack.outgoing import Message
from assistant.slack.posting import Postman
from assistant.uploads import UNDO_DAYS, Preview, undoable
from knowledge.errors import KnowledgeError
from knowledge.people import Person, Role, person_by_email
from knowledge.replaced import any_older, forget_older
from knowledge.uploads import OPEN_STATES, Upload, UploadState

_CHANGED: Final = "The file has changed since the preview, and nothing was imported."
_log = logging.getLogger("rapport.slack")


@dataclass(frozen=True)
class UploadErrands:
    """What the workflows do about uploads. Arguments and results are ids; the file stays in Slack."""

    rapport: Rapport
    postman: Postman
    fetch: Callable[[str], bytes] = field(init=False)

    def __post_init__(self) -> None:
        fetcher = Fetcher(self.postman.client, self.postman.pace.sleep)
        object.__setattr__(self, "fetch", fetcher.read)

    def look(self, upload_id: str, email: str, cause: str) -> list[str]:
        """Say what the file would change, or ask what only a person can say."""
        upload = self._allowed(upload_id, email)
        if upload is None:
            return []
        outbox_id = f"{upload_id}:look:{cause}"
        if upload.state not in OPEN_STATES:
            return self._said(upload, outbox_id, notice(messages.decided(upload.state)))
        try:
            preview = self.rapport.uploads.look(upload_id, self.fetch(upload.file_id))
        except (AssistantError, KnowledgeError) as error:
            return self._said(upload, outbox_id, messages.unusable(upload_id, str(error)))
        if preview.questions:
            return self._said(upload, outbox_id, messages.asking(upload_id, upload.name, preview.questions))
        return self._said(upload, outbox_id, messages.previewing(upload_id, preview))

    def take_in(self, upload_id: str, email: str, good_rows: str, cause: str) -> list[str]:
        """Bring the file in, once."""
        upload, person = self._allowed(upload_id, email), self._person(email)
        if upload is None or person is None:
            return []
        outbox_id = f"{upload_id}:import:{cause}"
        if upload.state not in OPEN_STATES:
            return self._not_in(upload_id, outbox_id)
        try:
            content = self.fetch(upload.file_id)
            done = self.rapport.uploads.take_in(upload_id, content, person, good_rows=bool(good_rows))
        except (AssistantError, KnowledgeError) as error:
            return self._said(upload, outbox_id, messages.unusable(upload_id, str(error)))
        return self._told(upload, outbox_id, done) if done else self._not_in(upload_id, outbox_id)

    def clear_demo(self, upload_id: str, email: str, cause: str) -> list[str]:
        """Remove the demo data, and look at the file again."""
        person = self._person(email)
        if self._allowed(upload_id, email) is None or person is None:
            return []
        self.rapport.first_steps.clear_demo(person)
        return self.look(upload_id, email, cause)

    def undo(self, upload_id: str, email: str) -> list[str]:
        """Take the import back, once."""
        upload, person = self._allowed(upload_id, email), self._person(email)
        if upload is None or person is None:
            return []
        outbox_id = f"{upload_id}:undone"
        if upload.state is UploadState.UNDONE:  # a process died between the undo and its message
            return self._said(upload, outbox_id, messages.taken_back(upload.name))
        try:
            undone = self.rapport.uploads.undo(upload_id, person)
        except AssistantError as error:
            return self._said(upload, outbox_id, notice(str(error)))
        if undone is None:
            return self._said(upload, outbox_id, notice(messages.decided(upload.state)))
        said = messages.taken_back(upload.name, undone)
        return self._said(upload, outbox_id, said)

    def forget_old(self) -> list[str]:
        """Let go of the rows as they were before imports of long ago."""
        with self.rapport.engine.begin() as connection:
            forget_older(connection, self.rapport.now() - UNDO_DAYS)
        return []

    def due(self) -> list[Due]:
        """Forgetting, once a day while there is something to forget."""
        now = self.rapport.now()
        with self.rapport.engine.connect() as connection:
            old = any_older(connection, now - UNDO_DAYS)
        return [(f"uploads:old:{now.date()}", "uploads.forget_old", [])] if old else []

    def _not_in(self, upload_id: str, outbox_id: str) -> list[str]:
        """Why a file did not come in now: it is in, put aside or taken back, or another one by now."""
        upload = self.rapport.uploads.find(upload_id)
        if upload is None:
            return []
        if upload.state is UploadState.IMPORTED:  # a process died between the import and its message
            known = messages.already_in(upload_id, upload.name, undoable=undoable(upload))
            return self._said(upload, f"{upload_id}:imported", known)
        if upload.state in OPEN_STATES:
            return self._said(upload, outbox_id, messages.unusable(upload_id, _CHANGED))
        return self._said(upload, outbox_id, notice(messages.decided(upload.state)))

    def _told(self, upload: Upload, outbox_id: str, done: Preview) -> list[str]:
        if done.run_id is None:
            return self._said(upload, outbox_id, messages.previewing(upload.upload_id, done))
        told = messages.imported(upload.upload_id, done)
        kept = self._said(upload, f"{upload.upload_id}:imported", told)
        if done.rejects and not self._sent_back(upload, done.rejects):
            return kept + self._said(upload, f"{upload.upload_id}:bad", notice(_NOT_SENT))
        return kept

    def _said(self, upload: Upload, outbox_id: str, message: Message) -> list[str]:
        self.postman.put(outbox_id, upload.channel, message, upload.thread_ts)
        return [outbox_id]

    def _sent_back(self, upload: Upload, content: bytes) -> bool:
        """The bad rows as a file in the same thread; False if Slack does not take it."""
        client, name = self.postman.client, "rejected.csv"
        try:
            given = client.files_getUploadURLExternal(filename=name, length=len(content))
            request = Request(str(given["upload_url"]), data=content, method="POST")  # noqa: S310 - Slack gave it
            with urlopen(request, timeout=30) as reply:  # noqa: S310 - the same
                reply.read()
            client.files_completeUploadExternal(
                files=[{"id": given["file_id"], "title": name}],
                channel_id=upload.channel,
                thread_ts=upload.thread_ts,
            )
        except (SlackApiError, OSError, HTTPException) as error:
            _log.warning("rejected rows were not sent back: %s", type(error).__name__)
            return False
        return True

    def _allowed(self, upload_id: str, email: str) -> Upload | None:
        """The upload, if the person may still import."""
        person, upload = self._person(email), self.rapport.uploads.find(upload_id)
        if person is None or upload is None or upload.uploader_email != email:
            return None
        return upload if person.role is Role.ADMIN else None

    def _person(self, email: str) -> Person | None:
        with self.rapport.engine.connect() as connection:
            return person_by_email(connection, email)


_NOT_SENT: Final = (
    "I could not send the bad rows back as a file. "
    "On the server, rapport import FOLDER --rejects FILE writes it."
)
