"""A Home as one column of blocks: who needs the person, what waits, the digest, how fresh it all is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assistant.counting import counted
from assistant.figures import day_of
from assistant.home import DataState, Home, Part
from assistant.slack.admin.views import room_buttons
from assistant.slack.blocks import actions, button, context, header, section
from assistant.slack.blocks import home as home_tab
from assistant.slack.digests.schedule import in_words
from assistant.slack.home import lists
from assistant.slack.home.pieces import heading, pager
from assistant.slack.installing.welcome import empty_blocks
from assistant.slack.notices import ASK_ADMIN
from assistant.slack.outgoing import Block, bold, cut_text, escape, lines
from knowledge.people import Role

MINE: Final = "home_mine"
TEAM: Final = "home_team"
UNDO: Final = "home_undo"
_NAME: Final = 60
_TABLES: Final = 4
_EMPTY: Final = "{}"
_NO_HISTORY: Final = (
    "I cannot tell yet who needs you: I know your partners, but no deals, leads or activities of theirs."
)
_DROP: Final = "Next: drop deals.csv or activities.csv into Messages; leads.csv and notes.csv help, too."
_ASK_TO_DROP: Final = "Next: ask an admin to drop deals.csv or activities.csv into their Messages with me."
_BRING_NEWER: Final = "Next: drop newer files into Messages, or run rapport import."
_ASK_FOR_NEWER: Final = "Next: ask an admin to drop newer files into their Messages with me."
_READING: Final = "One moment: I am reading your partners."


def home_view(home: Home) -> Block:
    """What Slack shows in the tab; the pages that are open travel with it."""
    blocks = [*_head(home)]
    if home.partners is None:
        blocks += empty_blocks(administers=home.role is Role.ADMIN)
    else:
        blocks += [*_needs_you(home), *_waiting(home), *_promises(home), *_review(home)]
    blocks += [*_digest(home), *_team(home), *_foot(home)]
    return home_tab(blocks, home.state.model_dump_json())


def unknown_view() -> Block:
    """For a colleague who is not among the managers."""
    said = lines(
        bold("I do not know you yet"),
        escape("I tell partner managers who needs them and what to write, and post a weekly digest."),
        escape("Ask an admin to let you in; they decide what you may see."),
    )
    return home_tab([section(said), actions([button("Ask an admin", ASK_ADMIN, _EMPTY, "primary")])])


def nothing_view() -> Block:
    """For everybody else: it says nothing of anybody."""
    return home_tab([section(escape("There is nothing for you here."))])


def _head(home: Home) -> Iterator[Block]:
    first = cut_text(home.name.partition(" ")[0], _NAME)
    yield header(f"{home.greeting}, {first}" if first else home.greeting)
    if home.partners is None:
        return
    if line := _line(home):
        yield section(escape(line))
    yield context(escape(_whose(home)))
    if home.state.undo:
        yield section(escape("Done."), accessory=button("Undo", UNDO, _EMPTY))
    buttons = [button("Log a note", "form_note", _EMPTY), button("Remind me", "form_reminder", _EMPTY)]
    buttons = buttons if home.writes else []
    if home.leads and home.owns:
        buttons.append(
            button("My book", MINE, _EMPTY) if home.state.team else button("The whole team", TEAM, _EMPTY)
        )
    if buttons:
        yield actions(buttons, "home_head")


def _line(home: Home) -> str:
    """The day in one line; empty while nothing is known that waits."""
    said = []
    if home.needs_you and (needing := home.needs_you.total):
        said.append(f"{counted(needing, 'partner')} {'needs' if needing == 1 else 'need'} you")
    if home.drafts.total:
        said.append(f"{counted(home.drafts.total, 'draft')} {'waits' if home.drafts.total == 1 else 'wait'}")
    if home.follow_ups.total:
        total = home.follow_ups.total
        said.append(f"{counted(total, 'follow-up')} {'is' if total == 1 else 'are'} due")
    if not said:
        return "Nothing waits for you today." if home.whole and not home.no_history else ""
    *others, last = said
    return f"{', '.join(others)} and {last}." if others else f"{last}."


def _whose(home: Home) -> str:
    partners = counted(home.partners or 0, "partner")
    if home.state.team:
        return f"Everybody's partners: {home.partners:,}"
    if not home.owns:
        whose = f"You own no partners, so these are everybody's: {home.partners:,}"
        return whose if home.partners else "You own no partners yet. Ask a lead to give you some."
    others = f", with those of {', '.join(home.covered)}" if home.covered else ""
    return cut_text(f"Your book: {partners}{others}", 300)


def _needs_you(home: Home) -> Iterator[Block]:
    if home.needs_you is None:
        yield header("Needs you")
        yield section(escape(_READING))
        return
    yield heading("Needs you", home.needs_you.total)
    if not home.needs_you.total:
        yield section(escape(_nobody(home)))
    for number, item in enumerate(home.needs_you.items):
        yield lists.needing(item, number)
    yield from pager(Part.ATTENTION, home.needs_you)
    if home.snoozed:
        yield context(escape(f"{counted(home.snoozed, 'partner')} left out, as you snoozed them."))


def _nobody(home: Home) -> str:
    if not home.partners:
        return "As soon as you own partners, those that need you stand here, each with the reason."
    if home.no_history:
        return f"{_NO_HISTORY} {_DROP if home.role is Role.ADMIN else _ASK_TO_DROP}"
    return "Nobody needs you now. Ask me in Messages about any partner, or for who is rising."


def _waiting(home: Home) -> Iterator[Block]:
    if home.writes:
        yield heading("Drafts waiting", home.drafts.total)
        if not home.drafts.total:
            yield section(escape("No draft waits. Say “write a check-in to …” in Messages to get one."))
        for number, draft in enumerate(home.drafts.items):
            yield lists.draft(draft, number)
        yield from pager(Part.DRAFTS, home.drafts)
    yield heading("Follow-ups due", home.follow_ups.total)
    later = f"{home.later:,} more later." if home.later else ""
    if not home.follow_ups.total:
        empty = "Nothing is due today." if home.later else "No reminders. Say “remind me on Tuesday to …”."
        yield section(escape(" ".join(part for part in (empty, later) if part)))
    for number, follow_up in enumerate(home.follow_ups.items):
        yield from lists.follow_up(follow_up, number)
    yield from pager(Part.FOLLOW_UPS, home.follow_ups)
    if home.follow_ups.total and later:
        yield context(escape(later))


def _promises(home: Home) -> Iterator[Block]:
    if home.promises is None or not (home.promises.total or home.owns):
        return
    yield heading("Promises", home.promises.total)
    if not home.promises.total:
        yield section(escape("No promise is open, on either side. I find them in the notes that you log."))
    for number, promise in enumerate(home.promises.items):
        yield lists.promise(promise, number)
    yield from pager(Part.PROMISES, home.promises)


def _review(home: Home) -> Iterator[Block]:
    if home.waiting_decisions is None:
        return
    yield header("Review")
    waiting = home.waiting_decisions
    said = "No proposal of the last review waits for you."
    decide = None
    if waiting:
        said = f"{counted(waiting, 'proposal')} of the last review {'waits' if waiting == 1 else 'wait'}."
        decide = button("Decide", "form_review", _EMPTY, "primary")
    yield section(escape(said), accessory=decide)


def _digest(home: Home) -> Iterator[Block]:
    if not home.writes:
        return
    yield header("My digest")
    said = escape(in_words(home.settings, home.today))
    yield section(said, accessory=button("Settings", "form_digest", _EMPTY))


def _team(home: Home) -> Iterator[Block]:
    if buttons := room_buttons(home.role):
        yield header("Team")
        yield section(escape("Away for a while? Say who looks after your partners meanwhile."))
        yield from buttons


def _foot(home: Home) -> Iterator[Block]:
    if home.data is not None:
        shown = home.data.stale[:_TABLES]
        more = len(home.data.stale) - len(shown)
        lagging = f" · behind: {', '.join(shown)}" if shown else ""
        lagging += f" and {more} more" if more > 0 else ""
        yield context(escape(f"{_ends(home.data)}{lagging}", 300))
        if home.data.days_behind:
            next_ = _BRING_NEWER if home.role is Role.ADMIN else _ASK_FOR_NEWER
            yield context(escape(next_))
    yield context(escape("Ask me in Messages, such as “Who needs attention?”. /rapport help lists more."))


def _ends(data: DataState) -> str:
    """Up to which day the data tells, and whether that is as it should be."""
    day = day_of(data.as_of)
    if data.only_sample:
        return f"Sample data of {day}"
    if data.days_behind:
        return f"Out of date: the data ends on {day}, {counted(data.days_behind, 'day')} ago"
    return f"As of {day}" + ("" if data.no_history or data.stale else " · all tables up to date")
