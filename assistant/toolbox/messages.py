"""`draft_message`: one individual message per partner, proposed for approval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from assistant.drafting.desk import Proposed
from assistant.drafting.occasions import Purpose
from assistant.drafting.recipients import Refusal
from assistant.drafting.stops import Stops
from assistant.toolbox.draft_arguments import DraftMessage
from assistant.toolbox.draft_jobs import (
    A_FEW,
    Chosen,
    choose,
    keep_job,
    makes_a_job,
    narrowed,
    settle,
    start_job,
    told,
)
from assistant.toolbox.draft_requests import Writing, earlier_drafts
from assistant.toolbox.draft_topics import without_topic
from assistant.toolbox.naming import partner_facts
from assistant.toolbox.offers import unclear_offer
from assistant.toolbox.scope import NobodyFits, in_scope
from assistant.toolbox.snoozing import asleep
from assistant.toolbox.turn import Office, Turn
from knowledge.partners import contact_card
from knowledge.people import Role
from tools.facts import Fact, Findings, Kind, Quote, Statement, Unit
from tools.kinds import CONTACT, MANAGER
from tools.names import NameKind
from tools.plays import called
from tools.plays.telling import not_called

DRAFTED: Final = Kind("draft.count", Unit.COUNT, "messages written")
LANGUAGE: Final = Kind("draft.language", Unit.NAME, "language of the recipient")


def draft_message(arguments: DraftMessage, turn: Turn, office: Office) -> Findings:
    """Propose a message to each partner that is named, else to those who need attention most."""
    if arguments.partly:
        return Findings(refuse="not_yet")
    if arguments.play is not None and (meant := called(arguments.play, office.playbook.plays)).play is None:
        return not_called(office.standings.at(turn.as_of).portfolio, arguments.play, meant.nearest)
    if (unclear := _unclear_offer(arguments, turn, office)) is not None:
        return unclear
    arguments = _introducing(arguments)
    try:
        if makes_a_job(arguments):
            return _to_many(arguments, choose(arguments, turn, office), turn, office)
        wanted = _wanted(arguments, turn, office)
    except NobodyFits as nobody:
        return nobody.findings
    return _written(arguments, wanted, turn, office) if wanted else Findings(refuse="nobody_to_write_to")


def _unclear_offer(arguments: DraftMessage, turn: Turn, office: Office) -> Findings | None:
    if arguments.offer is None:
        return None
    with office.engine.connect() as connection:
        standing = office.standings.at(turn.as_of)
        return unclear_offer(connection, standing, Purpose(arguments.purpose), arguments.offer)


def _to_many(arguments: DraftMessage, chosen: Chosen, turn: Turn, office: Office) -> Findings:
    """A job; of a few the messages are shown at once, and what stops those of a job stops them too."""
    if not 0 < len(chosen.partner_ids) <= A_FEW:
        return start_job(arguments, chosen, turn, office)
    with office.engine.begin() as connection:
        job_id = keep_job(connection, arguments, chosen, turn, office)
    named = arguments.model_copy(update={"partners": chosen.partner_ids})
    found = _written(named, list(chosen.partner_ids), turn, office, job_id)
    return replace(found, statements=(*found.statements, *told(arguments, chosen, turn)))


def _written(
    arguments: DraftMessage, wanted: list[str], turn: Turn, office: Office, job_id: str = ""
) -> Findings:
    mine = [partner_id for partner_id in wanted if turn.access.may_write(partner_id)]
    with office.engine.begin() as connection:
        writing = _writing(connection, arguments, turn, office)
        if job_id:
            stops = Stops(office.standings.policy.outreach)
            stopped = partial(stops.before_writing, as_of=turn.as_of, day=office.now().date())
            writing = replace(writing, cause=job_id, earlier={}, stopped=stopped)
        most = max(arguments.limit, len(arguments.partners))  # who was named is meant
        outcomes = list(islice(_outcomes(connection, arguments, mine, writing, office), most))
        if job_id:
            settle(connection, job_id, outcomes)
        names = partner_facts(connection, wanted, turn.as_of)
        drafted = [one for one in outcomes if isinstance(one, Proposed)]
        about = without_topic(connection, arguments, drafted, turn)
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    said = [*_headline(drafted, names, turn), *about, *_signed_by(drafted, turn)]
    said += [line for one in drafted for line in _unmet(one, names[one.draft.partner_id], turn)]
    said += [line for one in refused for line in _why_not(one, names[one.partner_id], turn)]
    said += [_not_yours(one, names, turn) for one in wanted if one not in mine]
    return Findings(
        tuple(said),
        draft_ids=tuple(one.draft.draft_id for one in drafted),
        draft_facts=tuple(fact for one in drafted for fact in one.facts),
        refuse=None if drafted else _main_reason(refused, mine),
    )


def _writing(connection: Connection, arguments: DraftMessage, turn: Turn, office: Office) -> Writing:
    return Writing(
        arguments,
        cause=turn.question_id,
        author=turn.access.person,
        standing=office.standings.at(turn.as_of),
        plays=office.playbook.plays,
        earlier=earlier_drafts(connection, turn.thread_id, arguments),
    )


def _introducing(arguments: DraftMessage) -> DraftMessage:
    """`Introduce Globex to Initech` names two partners: the first is written to, the second introduced."""
    named = arguments.partners
    if Purpose(arguments.purpose) is not Purpose.INTRODUCTION or arguments.other or len(named) != 2:  # noqa: PLR2004 - a pair
        return arguments
    return arguments.model_copy(update={"partners": named[:1], "other": named[1]})


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


def _unmet(one: Proposed, partner: Fact, turn: Turn) -> Iterator[Statement]:
    """What was asked of the draft and could not be done."""
    if one.nothing_to_mention:
        yield Statement("draft.nothing_to_mention", {"partner": partner})
    if one.unknown_language:
        asked = Fact(LANGUAGE, partner.partner_id, one.unknown_language, turn.as_of)
        yield Statement("draft.in_english", {"partner": partner, "language": asked})


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
    ids = narrowed(in_scope(arguments, turn.access, standing) - asleep(turn, office), arguments, standing)
    pressing = standing.attention.of(ids)
    others = sorted(ids.difference(pressing)) if arguments.phase or arguments.without else []
    return [one for one in (*pressing, *others) if turn.access.may_write(one)]


def _outcomes(
    connection: Connection, arguments: DraftMessage, partners: list[str], writing: Writing, office: Office
) -> Iterator[Proposed | Refusal]:
    """One draft or refusal for each; unless named, a partner who cannot be written to is passed over."""
    for partner_id in partners:
        request = writing.request(connection, partner_id)
        if isinstance(request, Refusal):
            outcome: Proposed | Refusal = request
        else:
            outcome = office.drafting.propose(connection, request)
        if isinstance(outcome, Proposed) or arguments.partners or arguments.contact:
            yield outcome


def _why_not(refusal: Refusal, partner: Fact, turn: Turn) -> list[Statement]:
    slots: dict[str, Fact | Quote] = {"partner": partner}
    if (person := refusal.person) is not None:
        slots["person"] = Fact(CONTACT, refusal.partner_id, person.name, turn.as_of, subject=person.id)
    said = [Statement(f"draft.{refusal.reason}", slots)]
    if refusal.other is not None:
        contact = Fact(CONTACT, refusal.partner_id, refusal.other.name, turn.as_of, subject=refusal.other.id)
        said.append(Statement("draft.other_contact", {"contact": contact}))
    return said
