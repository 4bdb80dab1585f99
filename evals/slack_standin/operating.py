"""People who use what the app shows: commands, buttons, menus, forms, shortcuts."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import Final, Literal

from evals.slack_standin import forms, interactions, responses
from evals.slack_standin.bench import Bench
from evals.slack_standin.carriers import Acknowledgement
from evals.slack_standin.forms import Given
from evals.slack_standin.payloads import Delivery
from evals.slack_standin.workspace import Json, Message, User, View

PATIENCE: Final = 10.0  # seconds for an acknowledgement, which takes three at most


class Operating(Bench):
    """What people click and submit."""

    def command(self, user: str, text: str, channel: str = "", name: str = "/rapport") -> Acknowledgement:
        """Somebody types a slash command; returns what they see at once."""
        if name not in self.server.manifest.commands:
            raise LookupError(f"the manifest has no command {name!r}")
        place = channel or self.dm(user)
        with self.workspace.changed:
            url = self.server.hooks.issue("commands", user, place)
            person, where = self.workspace.users[user], self.workspace.channels[place]
            delivery = interactions.command(person, where, name, text, self._trigger(user), url)
        return self.server.deliver(delivery).result(PATIENCE)

    def click(
        self,
        user: str,
        shown: Message | View,
        action_id: str,
        value: str | None = None,
        values: Mapping[str, Given] | None = None,
    ) -> Acknowledgement:
        """Somebody clicks a button or picks from a menu, of a message, a modal or the Home tab.

        Args:
            user: Who, maybe not whom it was shown to.
            shown: Where; `homes[user]` and `open_views` give views.
            action_id: Of the element.
            value: What it then carries: a button's value (forged), an option's value, a day, a time, an id.
            values: What else is filled into the view's form, by block id.
        """
        return self.start_click(user, shown, action_id, value, values).result(PATIENCE)

    def start_click(
        self,
        user: str,
        shown: Message | View,
        action_id: str,
        value: str | None = None,
        values: Mapping[str, Given] | None = None,
    ) -> Future[Acknowledgement]:
        """The same without waiting, for clicks at the same time."""
        with self.workspace.changed:
            element = next(item for item in shown.elements() if item["action_id"] == action_id)
            action = interactions.acted(element, value)
            person = self.workspace.users[user]
            if isinstance(shown, View):
                state = forms.state(self.workspace, shown, values or {})
                delivery = interactions.view_click(person, shown, action, state, self._trigger(user))
            else:
                delivery = self._click(person, shown, action)
        return self.server.deliver(delivery)

    def submit(
        self,
        view: View,
        values: Mapping[str, Given],
        user: str = "",
        private_metadata: str | None = None,
    ) -> Json:
        """Somebody submits a modal; returns the app's response action.

        Args:
            view: The modal.
            values: By block id: text, an option's value, a day, a time, an id, or several options' values;
                what is missing keeps what the modal shows at first.
            user: Who, if not the one who sees it.
            private_metadata: Forges what the app put into the modal.

        Raises:
            CannotSubmitError: When Slack's client would not let them: a required input is empty, a value is
                not among the options, or the modal has no such input.
            Refused: When the app's answer is not one that Slack takes.
        """
        state = forms.state(self.workspace, view, values)
        forms.check_required(view, state)
        with self.workspace.changed:
            person = self.workspace.users[user or view.user]
            trigger = self._trigger(person.id)
            delivery = interactions.submission(person, view, state, trigger, private_metadata)
        answer = self.server.deliver(delivery).result(PATIENCE)
        action: Json = answer.json() if answer.status else {"response_action": "failed"}
        with self.workspace.changed:
            responses.follow(self.workspace, view, action)
            self.workspace.changed.notify_all()
        return action

    def options(self, user: str, view: View, block_id: str, typed: str = "") -> list[Json]:
        """Somebody types into a menu whose options the app knows; returns what it offers."""
        block = next(one for one in view.body["blocks"] if one.get("block_id") == block_id)
        element = block.get("element") or block.get("accessory") or block["elements"][0]
        if len(typed) < element.get("min_query_length", 3):
            raise LookupError(f"Slack does not ask for {typed!r}: it is too short")
        delivery = interactions.suggestion(self.workspace.users[user], view, block_id, element, typed)
        found = responses.offered(self.server.deliver(delivery).result(PATIENCE))
        with self.workspace.changed:
            view.suggested[block_id] = found
        return found

    def close(self, view: View, all_of_them: bool = False) -> Acknowledgement | None:
        """Somebody closes a modal without submitting it; None if the app did not want to know."""
        with self.workspace.changed:
            responses.close(self.workspace, view, all_of_them)
            person = self.workspace.users[view.user]
            delivery = interactions.closed(person, view, all_of_them)
        told = view.body.get("notify_on_close")
        return self.server.deliver(delivery).result(PATIENCE) if told else None

    def shortcut(self, user: str, callback_id: str) -> Acknowledgement:
        """Somebody uses a global shortcut."""
        self._must_have("global", callback_id)
        with self.workspace.changed:
            person, trigger = self.workspace.users[user], self._trigger(user)
        return self._use(interactions.global_shortcut(person, callback_id, trigger))

    def message_shortcut(self, user: str, message: Message, callback_id: str) -> Acknowledgement:
        """Somebody uses a shortcut from the menu of a message."""
        self._must_have("message", callback_id)
        with self.workspace.changed:
            person, trigger = self.workspace.users[user], self._trigger(user)
            place = self.workspace.channels[message.channel]
            url = self.server.hooks.issue("app", user, place.id)
            delivery = interactions.message_shortcut(person, place, message, callback_id, trigger, url)
        return self._use(delivery)

    def _click(self, person: User, message: Message, action: Json) -> Delivery:
        channel = self.workspace.channels[message.channel]
        url = self.server.hooks.issue("actions", person.id, channel.id, message)
        return interactions.click(person, channel, message, action, self._trigger(person.id), url)

    def _must_have(self, kind: Literal["global", "message"], callback_id: str) -> None:
        if (kind, callback_id) not in self.server.manifest.shortcuts:
            raise LookupError(f"the manifest has no {kind} shortcut {callback_id!r}")

    def _use(self, delivery: Delivery) -> Acknowledgement:
        return self.server.deliver(delivery).result(PATIENCE)
