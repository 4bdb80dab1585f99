"""What is asked of one draft: its play, its offer, its wording, and the draft that it takes the place of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from sqlalchemy import Connection

from assistant.drafting.batch import Batch, patterns_of
from assistant.drafting.desk import DraftRequest
from assistant.drafting.material import NO_GUIDANCE, Guidance
from assistant.drafting.occasions import OFFERED, Purpose
from assistant.drafting.recipients import Refusal, RefusalReason, Route, route
from assistant.drafting.wishes import Mention, Style, Wishes
from assistant.standing import Standing
from assistant.toolbox.draft_arguments import DraftMessage
from assistant.toolbox.draft_topics import notes_about
from assistant.toolbox.offers import offer_for
from knowledge.drafts import drafts_by_id
from knowledge.partners import contact_card, contacts_of, partner_card
from knowledge.people import Person
from knowledge.threads import drafts_in_thread
from prompts.plays import shipped_plays
from tools.drafts import Draft
from tools.plays import Play, Plays, called

Stopped: TypeAlias = Callable[[Connection, str, str | None], Refusal | None]
"""Why nothing is written to a partner's contact now; without a contact, to the one it would reach."""


def _never(_connection: Connection, _partner_id: str, _contact_id: str | None) -> None:
    return None


@dataclass(frozen=True)
class Writing:
    """One occasion on which drafts are written.

    Attributes:
        cause: What caused it: a question, a job.
        standing: Of the day on which the data is read.
        earlier: Drafts of the same conversation by partner, the latest.
        batch: What the drafts so far consist of.
        stopped: What keeps one of many messages from being written; one asked for by itself is its asker's.
    """

    arguments: DraftMessage
    cause: str
    author: Person
    standing: Standing
    plays: Plays
    earlier: Mapping[str, Draft] = field(default_factory=dict)
    batch: Batch = field(default_factory=Batch)
    stopped: Stopped = _never

    @property
    def as_of(self) -> date:
        """The day at whose end the data is read."""
        return self.standing.as_of

    def request(self, connection: Connection, partner_id: str) -> DraftRequest | Refusal:
        """What is asked of the draft to that partner, or why there can be none."""
        arguments, play = self.arguments, self._play(partner_id)
        purpose = _purpose(arguments, play)
        offer_id = ""
        if purpose in OFFERED:
            offer = offer_for(connection, self.standing, partner_id, purpose, arguments.offer)
            if offer is None:
                return Refusal(RefusalReason.NO_OFFER, partner_id)
            offer_id = offer.offer_id
        earlier = self.earlier.get(partner_id)
        contact_id = self._contact(connection, partner_id, earlier)
        if contact_id is None and arguments.another_contact:
            return Refusal(RefusalReason.NO_OTHER_CONTACT, partner_id)
        if stopped := self.stopped(connection, partner_id, contact_id):
            return stopped
        return DraftRequest(
            cause=self.cause,
            partner_id=partner_id,
            purpose=purpose,
            author=self.author,
            as_of=self.as_of,
            contact_id=contact_id,
            language=arguments.language,
            batch=self._unlike(earlier),
            wishes=self._wishes(connection, partner_id, earlier),
            guidance=_guidance(play, named=arguments.play is not None),
            play=play.name if play else "",
            offer_id=offer_id,
            other_id=arguments.other or "",
        )

    def _play(self, partner_id: str) -> Play | None:
        """The play that was named, else one with this purpose that fits the partner: the user's own first."""
        if self.arguments.play is not None:
            return called(self.arguments.play, self.plays).play
        tier = self.standing.tiers["tier"].get(partner_id)
        phase = self.standing.journey["phase"].get(partner_id)
        fitting = [
            play
            for play in self.plays.values()
            if play.purpose == self.arguments.purpose
            and (not play.tiers or tier in play.tiers)
            and (not play.phases or phase in play.phases)
        ]
        return next((play for play in fitting if _is_own(play)), next(iter(fitting), None))

    def _contact(self, connection: Connection, partner_id: str, earlier: Draft | None) -> str | None:
        """Who is written to, if that was said: the person who was named, or somebody else than before."""
        if self.arguments.another_contact:
            before = earlier.contact_id if earlier else None
            others = [one for one in contacts_of(connection, partner_id) if one.id != before]
            partner = partner_card(connection, partner_id)
            way = route(partner, others, None, self.as_of) if partner else None
            return way.contact.id if isinstance(way, Route) else None
        contact = contact_card(connection, self.arguments.contact) if self.arguments.contact else None
        if contact is not None and contact.partner_id == partner_id:
            return contact.id
        return earlier.contact_id if earlier else None

    def _wishes(self, connection: Connection, partner_id: str, earlier: Draft | None) -> Wishes:
        """What was asked of the wording; a note that speaks of the topic is what the message speaks of."""
        wishes = _wishes(self.arguments, earlier)
        about = notes_about(connection, self.arguments.topic, partner_id, self.as_of)
        return replace(wishes, keep=wishes.keep | about)

    def _unlike(self, earlier: Draft | None) -> Batch:
        """What it has to differ from: the batch, or the message of which another version is wanted."""
        if earlier is not None and self.arguments.version:
            return Batch([patterns_of(earlier.sentences)])
        return self.batch


def earlier_drafts(connection: Connection, thread_id: str, arguments: DraftMessage) -> dict[str, Draft]:
    """The latest draft to each partner in a conversation that these arguments may reword."""
    ids = drafts_in_thread(connection, thread_id)
    found = drafts_by_id(connection, ids)
    same = [found[one] for one in ids if one in found and found[one].purpose == arguments.purpose]
    return {draft.partner_id: draft for draft in same}


def _purpose(arguments: DraftMessage, play: Play | None) -> Purpose:
    """The purpose of the named play, where it has one of those that messages can have."""
    if arguments.play is not None and play is not None and play.purpose in list(Purpose):
        return Purpose(play.purpose)
    return Purpose(arguments.purpose)


def _guidance(play: Play | None, *, named: bool) -> Guidance:
    """What a play asks for, if it is the user's own or was named; ours are in the sentences already."""
    if play is None or not (named or _is_own(play)):
        return NO_GUIDANCE
    return Guidance(play.goal, play.ask, play.never_say)


def _is_own(play: Play) -> bool:
    return shipped_plays().get(play.name) != play


def _wishes(arguments: DraftMessage, earlier: Draft | None) -> Wishes:
    return Wishes(
        styles=frozenset(Style(one) for one in arguments.style),
        mention=Mention(arguments.mention) if arguments.mention else None,
        no_ask=arguments.no_ask,
        version=arguments.version,
        keep=frozenset((*earlier.fact_ids, *earlier.note_ids)) if earlier else frozenset(),
    )
