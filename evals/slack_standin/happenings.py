"""What happens around the app: Home and pane are opened, people join, the app is removed."""

from __future__ import annotations

from typing import Final, Literal

from evals.slack_standin import payloads
from evals.slack_standin.bench import Bench
from evals.slack_standin.moments import next_moment
from evals.slack_standin.people import BOT_USER, TEAM
from evals.slack_standin.tokens import LIFETIME, Pair
from evals.slack_standin.workspace import Json, Message, User

GREETING: Final = "New assistant thread"


class Happenings(Bench):
    """Events beside what people write."""

    def open_home(self, user: str, tab: Literal["home", "messages"] = "home") -> bool:
        """Somebody opens the app; returns whether the app heard of it."""
        place = self.dm(user)
        shown = self.workspace.homes.get(user)
        view = shown.to_json() if shown else None
        inner = payloads.home_event(user, place, tab, view, next_moment())
        return self.happen(inner, "", self.workspace.users[user])

    def open_pane(self, user: str, channel: str = "") -> str:
        """Somebody opens the assistant pane, maybe beside a channel; returns the new thread's ts."""
        place, thread = self.dm(user), next_moment()
        context = self._context(channel)
        with self.workspace.changed:
            root = Message(place, thread, BOT_USER, GREETING, thread, subtype="assistant_app_thread")
            self.workspace.messages.append(root)
            self.workspace.contexts[place, thread] = context
        self._tell_pane("assistant_thread_started", user, place, thread, context)
        return thread

    def change_context(self, user: str, thread_ts: str, channel: str) -> bool:
        """Somebody looks at another channel beside the pane; returns whether the app heard of it."""
        place, context = self.dm(user), self._context(channel)
        with self.workspace.changed:
            self.workspace.contexts[place, thread_ts] = context
        return self._tell_pane("assistant_thread_context_changed", user, place, thread_ts, context)

    def join(self, user: str, channel: str) -> bool:
        """Somebody, maybe the app, joins a channel; returns whether the app heard of it."""
        place, person = self.workspace.channels[channel], self.workspace.users[user]
        with self.workspace.changed:
            place.members.add(user)
        if BOT_USER not in place.members:
            return False
        kind = "C" if place.kind == "channels" else "G"
        inner: Json = {"type": "member_joined_channel", "user": user, "channel": channel}
        inner |= {"channel_type": kind, "inviter": "U0INVITER", "event_ts": next_moment()}
        return self.happen(inner, "", person, place)

    def uninstall(self) -> bool:
        """The app is removed from the workspace: its tokens open nothing, and it is told."""
        with self.workspace.changed:
            self.server.tokens.revoke_all()
        return self.happen({"type": "app_uninstalled", "event_ts": next_moment()})

    def revoke_tokens(self) -> bool:
        """Somebody takes the app's tokens back; returns whether the app heard of it."""
        with self.workspace.changed:
            self.server.tokens.revoke_all()
        inner = {"type": "tokens_revoked", "tokens": {"bot": [BOT_USER]}, "event_ts": next_moment()}
        return self.happen(inner)

    def rotate_tokens(self, lifetime: int = LIFETIME) -> Pair:
        """Tokens expire from now on, the first one at once; returns the pair to go on with."""
        with self.workspace.changed:
            return self.server.tokens.rotate(lifetime)

    def foreign_event(self, inner: Json, team: str = "T0OTHER") -> None:
        """An event of another workspace reaches the app, whether it subscribed or not."""
        with self.workspace.changed:
            event_id = self.workspace.next_id("Ev")
        self._send(payloads.event(event_id, inner, None, None, team))

    def refuse_blocks(self, *kinds: str) -> None:
        """This workspace does not have these kinds of blocks yet: Slack answers `invalid_blocks`."""
        with self.workspace.changed:
            self.workspace.refused_blocks |= set(kinds)

    def _tell_pane(self, kind: str, user: str, place: str, thread: str, context: Json) -> bool:
        if not self.server.manifest.pane:
            raise LookupError("the manifest has no assistant pane")
        person: User = self.workspace.users[user]
        inner = payloads.pane_event(kind, user, place, thread, context, next_moment())
        return self.happen(inner, "", person)

    def _context(self, channel: str) -> Json:
        return {"channel_id": channel, "team_id": TEAM, "enterprise_id": None} if channel else {}
