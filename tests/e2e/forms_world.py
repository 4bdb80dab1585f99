"""The real application behind Slack on the sample's data, once for all tests of forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from assistant.app import open_database_of
from assistant.settings import Settings
from assistant.slack.blocks import Option, actions, button, overflow
from assistant.slack.outgoing import Message as Draft
from evals import sample_workspace
from evals.sample_workspace import NINA, VERA, add_people_of_sample, let_in_viewer, serving
from evals.slack_standin import Channel, Message, SlackStandin, User, View
from knowledge.changes import Change, ChangeState
from knowledge.tables import INCOMING, changes

NOW = datetime(2026, 10, 5, 0, 30, tzinfo=UTC)
"""A Monday before any digest is due."""

GUSTAV, STRANGER = "UGUSTAV01", "USTRANGE1"
NEBELHORN, FALKENRIED, AURORA = "ACC-1001", "ACC-1002", "ACC-1003"
_VERA = ("vera@vendor.example", "Vera")


@dataclass(frozen=True)
class World(sample_workspace.World):
    """What a test works with."""

    def card(self, user: str, *elements: dict[str, Any]) -> Message:
        """A message of ours with these buttons."""
        outbox_id = f"card:{user}:{json.dumps(elements)}"
        postman = self.service.workflows.errands.postman
        postman.put(outbox_id, user, Draft("card", [actions(elements)]))
        postman.deliver(outbox_id)
        ts = postman.posted(outbox_id).message_ts
        return next(one for one in self.slack.messages(self.slack.dm(user)) if one.ts == ts)

    def opened(self, user: str, form: str, partner_id: str = "") -> View:
        """The form that a button opens."""
        value = json.dumps({"partner_id": partner_id} if partner_id else {})
        self.slack.click(user, self.card(user, button("Open", form, value)), form)
        return self.slack.open_views(user)[-1]

    def picked(self, user: str, option: str) -> View:
        """The form that an option of a partner's menu opens."""
        menu = overflow("partner_menu_0", [Option("Snooze", option), Option("Other", "other:x")])
        self.slack.click(user, self.card(user, menu), "partner_menu_0", option)
        return self.slack.open_views(user)[-1]

    def close_all(self) -> None:
        """Close what a test has left open."""
        for user in list(self.slack.workspace.users):
            for view in self.slack.open_views(user):
                self.slack.close(view)

    def told(self, user: str, words: str) -> Message:
        """The message with these words that somebody gets."""

        def found() -> Message | None:
            posts = self.slack.messages(self.slack.dm(user))
            return next((one for one in reversed(posts) if words in shown(one)), None)

        self.slack.wait_for(found)
        message = found()
        assert message is not None
        return message

    def changes(self, kind: str) -> list[Change]:
        """What was changed."""
        query = select(changes).where(changes.c.kind == kind)
        with self.rapport.engine.connect() as connection:
            return [
                Change(**{**row, "state": ChangeState(row["state"])})
                for row in connection.execute(query).mappings()
            ]

    def row(self, table: str, **values: str) -> list[dict[str, Any]]:
        """Rows of a table with these values."""
        columns = INCOMING[table].c
        query = select(INCOMING[table]).where(*(columns[name] == value for name, value in values.items()))
        with self.rapport.engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]


def shown(message: Message) -> str:
    """Everything that a message shows."""
    return json.dumps([message.text, message.blocks], ensure_ascii=False)


@contextmanager
def forms_world(folder: Path) -> Iterator[World]:
    """A home folder with the sample and a viewer; everybody in Slack, our channel and a shared one."""
    let_vera_in(folder)
    with serving(World, folder, _settle, NOW) as world:
        yield world


def let_vera_in(folder: Path) -> None:
    """One more colleague, who may change nothing."""
    with open_database_of(Settings(home=folder)) as engine, engine.begin() as connection:
        let_in_viewer(connection, *_VERA)


def bring_everybody(slack: SlackStandin) -> None:
    """The sample's people, a viewer, a colleague who is not known, a guest and a stranger come into Slack."""
    add_people_of_sample(slack)
    slack.add_user(User(VERA, *_VERA))
    slack.add_user(User(NINA, "nina@vendor.example", "Nina"))
    slack.add_user(User(GUSTAV, "gustav@guest.example", "Gustav", is_restricted=True))
    slack.add_user(User(STRANGER, "sam@nebelhorn.example", "Sam <!channel> & Co", is_stranger=True))


def _settle(slack: SlackStandin) -> None:
    bring_everybody(slack)
    slack.add_channel(Channel("CNEBEL001", name="ext-nebelhorn-systemhaus", shared=True))
    slack.add_channel(Channel("CGENERAL1", name="general"))
