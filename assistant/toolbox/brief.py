"""`call_brief`: one screen before a call."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from sqlalchemy import Connection

from assistant.standing import Standing
from assistant.toolbox.follow_ups.promised import reminder_of_partner
from assistant.toolbox.glancing import at_a_glance
from assistant.toolbox.matters import in_words, promise_quote
from assistant.toolbox.money_arguments import CallBrief
from assistant.toolbox.playing import suggested_play
from assistant.toolbox.turn import Office, Turn
from knowledge.market import offer_rows
from knowledge.notes import notes_of, quote
from knowledge.readings import taboos
from knowledge.rows import partner_rows
from tools.about import About
from tools.attention.findings import DRAFTS, item_statements
from tools.brief import calm_topics, since_last_talk
from tools.facts import Findings, Quote, Statement, Suggestion
from tools.plays.kinds import ASK
from tools.sentences import sentences
from tools.tiers import tier_fact

_RAISED: Final = 3
_PROMISES: Final = 2
_TABOOS: Final = 2


def call_brief(arguments: CallBrief, turn: Turn, office: Office) -> Findings:
    """What not to mention, what to raise and ask, promises, what happened since, and all else at a glance."""
    standing = office.standings.at(turn.as_of)
    about = About(standing.portfolio, arguments.partner)
    with office.engine.connect() as connection:
        rows = partner_rows(connection, [arguments.partner], turn.as_of)
        calm = calm_topics(about, rows, offer_rows(connection))
        raised = tuple(in_words(connection, standing, _raise(standing, about, calm)))
        told = _quoted(raised)
        promised = (*_promised(connection, standing, arguments.partner),)
        said = (
            *_unmentionable(connection, turn, arguments.partner),
            *raised,
            *_ask(about, turn, office),
            *(one for one in promised if not told & {words.id for words in one.quotes()}),
            *since_last_talk(about, rows),
            *_last_words(connection, turn, arguments.partner, {*told, *_quoted(promised)}),
        )
        proposed = reminder_of_partner(connection, arguments.partner, turn, office)
    pack = (Statement("brief.pack", {"partner": about.partner()}),) if arguments.pack else ()
    return Findings(
        (*said, *pack),
        table=at_a_glance(about, rows, standing, turn, office),
        suggestions=(*_suggestions(standing, about), *proposed),
    )


def _raise(standing: Standing, about: About, calm: Iterator[Statement]) -> Iterator[Statement]:
    """The three things to raise and the next step; `calm` ones where nothing needs attention."""
    item = standing.attention.item(about.partner_id)
    if item is not None:
        yield from item_statements(standing.portfolio, item, most=_RAISED)
        return
    tier = tier_fact(standing.portfolio, standing.tiers, about.partner_id)
    slots = {"partner": about.partner()}
    yield Statement("brief.calm_tier", {**slots, "tier": tier}) if tier else Statement("brief.calm", slots)
    yield from calm


def _ask(about: About, turn: Turn, office: Office) -> Iterator[Statement]:
    """The one thing to ask for, from the play that fits best now."""
    if play := suggested_play(about.partner_id, turn, office):
        yield Statement("brief.ask", {"ask": about.fact(ASK, play.ask, play.name)})


def _promised(connection: Connection, standing: Standing, partner_id: str) -> Iterator[Statement]:
    """Open promises in the words of the note: ours first, and what is due earliest."""
    frame = standing.promises
    mine = frame[(frame["partner_id"] == partner_id) & (frame["status"] == "open")]
    mine = mine.sort_values(["owed_by", "due_on"], ascending=[False, True], na_position="last")
    for _, row in mine.drop_duplicates("owed_by").head(_PROMISES).iterrows():
        if words := promise_quote(connection, row):
            yield Statement(f"brief.promise_{row['owed_by']}", {"words": words})


def _last_words(
    connection: Connection, turn: Turn, partner_id: str, told: Collection[str]
) -> Iterator[Statement]:
    """The latest note's first sentence, unless it was quoted already (ids of quotes in `told`)."""
    for note in notes_of(connection, [partner_id], turn.notes_until)[:1]:
        start, end = next(iter(sentences(note.text)), (0, len(note.text)))
        words = quote(connection, note, start, end)
        if words.id not in told:
            yield Statement("brief.latest", {"words": words})


def _quoted(said: Iterable[Statement]) -> set[str]:
    return {words.id for one in said for words in one.quotes()}


def _unmentionable(connection: Connection, turn: Turn, partner_id: str) -> Iterator[Statement]:
    words: list[Quote] = taboos(connection, partner_id, turn.notes_until)
    for one in words[:_TABOOS]:
        yield Statement("brief.taboo", {"words": one})


def _suggestions(standing: Standing, about: About) -> tuple[Suggestion, ...]:
    item = standing.attention.item(about.partner_id)
    keys = ("suggest.why", DRAFTS.get(item.play, "suggest.draft") if item else "suggest.draft")
    return tuple(Suggestion(key, {"partner": about.partner()}) for key in keys)
