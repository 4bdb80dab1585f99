"""`draft_message`: one individual message per partner, proposed for approval."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from assistant.drafting.desk import DraftRequest, Proposed
from assistant.drafting.material import Purpose
from assistant.drafting.recipients import Refusal
from assistant.planner.small_talk import Wish, wording_wished
from assistant.toolbox.arguments import DraftMessage
from assistant.toolbox.naming import partner_facts
from assistant.toolbox.scope import NobodyFits, in_scope
from assistant.toolbox.snoozing import asleep
from assistant.toolbox.turn import Office, Turn
from knowledge.partners import contact_card
from knowledge.people import Role
from tools.facts import Fact, Findings, Kind, Statement, Unit
from tools.kinds import CONTACT, MANAGER
from tools.names import NameKind

DRAFTED: Final = Kind("draft.count", Unit.COUNT, "messages written")
_OTHER_WORDINGS: Final = 5  # beside the first


def draft_message(arguments: DraftMessage, turn: Turn, office: Office) -> Findings:
    """Propose a message to each partner that is named, else to those who need attention most."""
    if arguments.partly:
        return Findings(refuse="not_yet")
    try:
        wanted = _wanted(arguments, turn, office)
    except NobodyFits as nobody:
        return nobody.findings
    mine = [partner_id for partner_id in wanted if turn.access.may_write(partner_id)]
    if not wanted:
        return Findings(refuse="nobody_to_write_to")
    with office.engine.begin() as connection:
        outcomes = list(islice(_outcomes(connection, arguments, mine, turn, office), arguments.limit))
        names = partner_facts(connection, wanted, turn.as_of)
    drafted = [one for one in outcomes if isinstance(one, Proposed)]
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    said = [*_headline(drafted, names, turn), *_signed_by(drafted, turn), *_as_wished(drafted, turn)]
    said += [line for one in refused for line in _why_not(one, names[one.partner_id], turn)]
    said += [_not_yours(one, names, turn) for one in wanted if one not in mine]
    return Findings(
        tuple(said),
        draft_ids=tuple(one.draft.draft_id for one in drafted),
        draft_facts=tuple(fact for one in drafted for fact in one.facts),
        refuse=None if drafted else _main_reason(refused, mine),
    )


def _main_reason(refused: list[Refusal], mine: list[str]) -> str:
    if refused:
        return refused[0].reason.value
    return "nobody_to_write_to" if mine else "not_allowed"


def _not_yours(partner_id: str, names: Mapping[str, Fact], turn: Turn) -> Statement:
    """Whose partner it is, so that the asker knows whom to turn to."""
    slots = {"partner": names[partner_id]}
    owner = turn.access.books[partner_id]
    known = turn.names.named(NameKind.MANAGER, owner)
    if turn.access.person.role is Role.VIEWER or known is None:
        return Statement("draft.not_allowed", slots)
    manager = Fact(MANAGER, None, known, turn.as_of, subject=owner)
    return Statement("draft.not_yours", {**slots, "manager": manager})


def _headline(drafted: list[Proposed], names: Mapping[str, Fact], turn: Turn) -> list[Statement]:
    if len(drafted) == 1:
        return [Statement("draft.ready", {"partner": names[drafted[0].draft.partner_id]})]
    count = Fact(DRAFTED, None, len(drafted), turn.as_of)
    return [Statement("draft.ready_many", {"count": count})] if drafted else []


def _as_wished(drafted: list[Proposed], turn: Turn) -> list[Statement]:
    """How far a wish for other words is met."""
    wish = wording_wished(turn.words)
    return [Statement(f"draft.{wish}")] if wish and drafted else []


def _signed_by(drafted: list[Proposed], turn: Turn) -> list[Statement]:
    """Whose name stands below, wherever it is not the asker's."""
    asker = turn.access.person.email
    others = dict.fromkeys(one.draft.sender for one in drafted if one.draft.sender != asker)
    named = {email: turn.names.named(NameKind.MANAGER, email) or email for email in others}
    signers = [Fact(MANAGER, None, name, turn.as_of, subject=email) for email, name in named.items()]
    return [Statement("draft.signed_by", {"manager": signer}) for signer in signers]


def _wanted(arguments: DraftMessage, turn: Turn, office: Office) -> list[str]:
    """Partners to write to: those named, that of the named contact, else by attention, but the snoozed."""
    if arguments.partners:
        return list(dict.fromkeys(arguments.partners))
    if arguments.contact is not None:
        with office.engine.connect() as connection:
            contact = contact_card(connection, arguments.contact)
        return [contact.partner_id] if contact else []
    standing = office.standings.at(turn.as_of)
    ids = in_scope(arguments, turn.access, standing) - asleep(turn, office)
    return [one for one in standing.attention.of(ids) if turn.access.may_write(one)]


def _outcomes(
    connection: Connection, arguments: DraftMessage, partners: list[str], turn: Turn, office: Office
) -> Iterator[Proposed | Refusal]:
    """One draft or refusal for each; unless named, a partner who cannot be written to is passed over."""
    earlier: list[frozenset[str]] = []
    wish = wording_wished(turn.words)
    for variant, partner_id in enumerate(partners):
        contact = contact_card(connection, arguments.contact) if arguments.contact else None
        request = DraftRequest(
            cause=turn.question_id,
            partner_id=partner_id,
            purpose=Purpose(arguments.purpose),
            author=turn.access.person,
            as_of=turn.as_of,
            contact_id=contact.id if contact and contact.partner_id == partner_id else None,
            language=arguments.language,
            variant=variant + (_step(turn) if wish is Wish.OTHER else 0),
            earlier=tuple(earlier),
            shortest=wish is Wish.SHORTER,
        )
        outcome = office.drafting.propose(connection, request)
        if isinstance(outcome, Proposed):
            earlier.append(outcome.sentences)
        if isinstance(outcome, Proposed) or arguments.partners or arguments.contact:
            yield outcome


def _step(turn: Turn) -> int:
    """How many wordings further on: another one for another message, the same when it is answered again."""
    return 1 + zlib.crc32(turn.question_id.encode()) % _OTHER_WORDINGS


def _why_not(refusal: Refusal, partner: Fact, turn: Turn) -> list[Statement]:
    said = [Statement(f"draft.{refusal.reason}", {"partner": partner})]
    if refusal.other is not None:
        contact = Fact(CONTACT, refusal.partner_id, refusal.other.name, turn.as_of, subject=refusal.other.id)
        said.append(Statement("draft.other_contact", {"contact": contact}))
    return said
