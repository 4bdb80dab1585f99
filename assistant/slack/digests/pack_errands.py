"""Packs for the review with a partner, uploaded to the direct message of who asked: a page and slides."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from typing import Final
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.errors import AssistantError, NoSuchQuarter
from assistant.packs.written import WrittenPack
from assistant.rapport import Rapport
from assistant.slack.notices import PARTNER_GONE, notice
from assistant.slack.outgoing import cut_text
from assistant.slack.posting import Postman
from assistant.tongues import tongue_of
from assistant.writing.rendering import Tongue
from knowledge.partners import partner_card
from knowledge.people import Person, person_by_email
from knowledge.stored_settings import store_setting, stored_setting
from tools.facts import Audience

_SECONDS: Final = 60.0
_TITLE: Final = 120
_log = logging.getLogger("rapport.slack")


@dataclass(frozen=True)
class PackErrands:
    """What the workflows do about packs."""

    rapport: Rapport
    postman: Postman

    def put(self, email: str, partner_id: str, quarter: str, channel: str, thread_ts: str) -> list[str]:
        """Make a pack and bring it, once: a file that may be there already is not sent a second time."""
        outbox_id = f"pack:{partner_id}:{quarter}:{email}:{thread_ts}"
        with self.rapport.engine.connect() as connection:
            person, card = person_by_email(connection, email), partner_card(connection, partner_id)
        if person is None:
            return []
        if card is None or not self.rapport.roster.access(person).may_see(partner_id):
            self.postman.put(outbox_id, channel, notice(PARTNER_GONE), thread_ts)
            return [outbox_id]
        with self.rapport.engine.begin() as connection:
            begun = stored_setting(connection, outbox_id) is not None
            store_setting(connection, outbox_id, "begun")
        said = self._bring(person, partner_id, quarter, channel, thread_ts) if not begun else ""
        if begun and not said:
            said = f"The pack for {card.name} should be here. If it is not, run: {_command(partner_id)}"
        self.postman.put(outbox_id, channel, notice(said), thread_ts)
        return [outbox_id]

    def _bring(self, person: Person, partner_id: str, quarter: str, channel: str, thread_ts: str) -> str:
        """Upload page and slides; a line that says so, or what to do instead."""
        try:
            pack = self._pack(person, partner_id, quarter)
        except AssistantError as error:
            return str(error)
        place = self.postman.places.find(channel), thread_ts
        tongue = tongue_of(person, self.rapport.asking.phrases, pack.as_of)
        try:
            for name, content in _files(pack, tongue):
                upload(self.postman.client, (name, pack.title, content), place)
        except (SlackApiError, OSError, HTTPException) as error:
            _log.warning("a pack was not uploaded: %s", type(error).__name__)
            return f"I could not bring the files here. In a terminal: {_command(partner_id)}"
        return f"{pack.title}: a page and slides, for you and colleagues only."

    def _pack(self, person: Person, partner_id: str, quarter: str) -> WrittenPack:
        """Of that quarter; of the last one that the data covers, where that has not ended in it."""
        make = partial(self.rapport.review_pack, partner_id, person, Audience.INTERNAL, None)
        try:
            return make(quarter)
        except NoSuchQuarter:
            return make("")


def upload(client: WebClient, file: tuple[str, str, bytes], place: tuple[str, str]) -> None:
    """Bring a file (its name, title and bytes) into a thread of a channel."""
    name, title, content = file
    given = client.files_getUploadURLExternal(filename=name, length=len(content))
    request = Request(str(given["upload_url"]), data=content, method="POST")  # noqa: S310 - Slack gave it
    with urlopen(request, timeout=_SECONDS) as reply:  # noqa: S310 - the same
        reply.read()
    shown = [{"id": given["file_id"], "title": cut_text(title, _TITLE)}]
    client.files_completeUploadExternal(files=shown, channel_id=place[0], thread_ts=place[1] or None)


def _files(pack: WrittenPack, tongue: Tongue) -> list[tuple[str, bytes]]:
    from assistant.packs.deck import deck
    from assistant.packs.page import page

    name = pack.file_name
    return [(f"{name}.html", page(pack, tongue).encode()), (f"{name}.pptx", deck(pack, tongue))]


def _command(partner_id: str) -> str:
    return f'rapport brief "{partner_id}" --qbr'
