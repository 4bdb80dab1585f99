"""What a message rests on, so that its reader can argue with it: as small print, and figure by figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from assistant.contract import ShownFact
from assistant.figures import day_of, name_of, value_of
from assistant.slack import limits
from assistant.slack.blocks import modal, section
from assistant.slack.outgoing import Block, Markup, bold, escape, lines
from tools.facts import Unit

SHOWN: Final = 6
_VIEW: Final = "sources"
_ROWS: Final = 3
_NAME: Final = 60
_ABOUT: Final = 120
_OF_THE_ANSWER: Final = frozenset({"told", "shown", "small_places"})
"""Last part of kinds that only say how much of itself an answer shows."""
_WORDS: Final = (Unit.NAME, Unit.LABEL, Unit.ID)  # nothing to argue with


def as_of_line(facts: Iterable[ShownFact], notes: int = 0) -> Markup:
    """How fresh and how many the figures are; empty when there are none."""
    known = list(facts)
    if not known:
        return Markup("")
    newest = max(fact.as_of for fact in known)
    figures = "1 figure" if len(known) == 1 else f"{len(known)} figures"
    quoted = f" · {notes} {'note' if notes == 1 else 'notes'}" if notes else ""
    return escape(f"As of {day_of(newest)} · {figures} from your data{quoted}")


def source_lines(facts: Iterable[ShownFact], notes: int) -> Markup:
    """Each figure with its name, at most six, and how many notes were read."""
    known = list(facts)
    parts = [f"{name_of(fact)}: {value_of(fact)}" for fact in known[:SHOWN]]
    if len(known) > SHOWN:
        parts.append(f"{len(known) - SHOWN} more")
    if notes:
        parts.append("1 note" if notes == 1 else f"{notes} notes")
    said = " · ".join(parts) if parts else "nothing but the partner's name"
    return escape(f"Rests on {said}", limits.CONTEXT)


def figures_in(facts: Iterable[ShownFact]) -> list[ShownFact]:
    """Those that can be argued with: no names, no words of ours, nothing about the answer itself."""
    told = (fact for fact in facts if fact.unit not in _WORDS)
    return [fact for fact in told if fact.kind.rpartition(".")[2] not in _OF_THE_ANSWER]


def sources_view(facts: Iterable[ShownFact]) -> Block:
    """A window with each figure by partner: its value, its day, the rows that it was computed from."""
    known = list(facts)
    names = {fact.partner_id: str(fact.value) for fact in known if fact.unit == Unit.NAME and fact.partner_id}
    pieces, left = _pieces(_by_partner(figures_in(known), names if len(names) > 1 else {}))
    if left:
        pieces.append(escape(f"{left} more. Ask about one partner alone to see all of theirs."))
    said = pieces or [escape("This answer holds no figure.")]
    return modal(_VIEW, "Sources", "", [section(piece) for piece in said], "")


def _by_partner(figures: Sequence[ShownFact], names: Mapping[str, str]) -> list[Markup]:
    """A line for each figure: those of nobody in particular first, then each partner's below its name."""
    groups: dict[str, dict[Markup, None]] = {"": {}}
    for fact in figures:
        partner = names.get(fact.partner_id or "", "")
        groups.setdefault(partner, {})[_line(fact)] = None
    said = list(groups.pop(""))
    for partner, found in groups.items():
        said += [Markup(f"\n{bold(partner[:_NAME])}"), *found]
    return said


def _pieces(figures: Sequence[Markup]) -> tuple[list[Markup], int]:
    """The lines in sections, and how many of them did not fit."""
    pieces: list[Markup] = []
    room = limits.ALL_TEXT
    for number, line in enumerate(figures):
        room -= len(line) + 1
        if room < 0:
            return pieces, len(figures) - number
        if pieces and len(pieces[-1]) + len(line) + 1 <= limits.SECTION:
            pieces[-1] = lines(pieces[-1], line)
        else:
            pieces.append(Markup(line.lstrip("\n")))
    return pieces, 0


def _line(fact: ShownFact) -> Markup:
    said = f"{value_of(fact)} · {day_of(fact.as_of)} · {_from_rows(fact)}"
    return Markup(f"{bold(name_of(fact)[:_ABOUT])} {escape(said, limits.CELLS)}")


def _from_rows(fact: ShownFact) -> str:
    """The rows by their keys, the newest first."""
    rows = [key.replace(":", " ", 1) for key in fact.rows or ()]
    count = len(rows) + (fact.more_rows or 0)
    if not rows:
        return "worked out from other figures"
    left = f" and {count - _ROWS} more" if count > _ROWS else ""
    return f"{'1 row' if count == 1 else f'{count} rows'}: {', '.join(rows[:_ROWS])}{left}"
