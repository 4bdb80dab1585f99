"""Generated answers as payloads: which of them would Slack refuse, and which break our own rules."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from assistant.contract import Answer, Call, ShownChart, ShownFact, ShownSeries, ShownTable
from assistant.slack.answers import Reader, after_prose, answer_message, digest_message, with_feedback
from assistant.slack.answers.more import rest_message, rows_message
from assistant.slack.outgoing import Message, post_arguments
from assistant.slack.posting.plainer import Newer, plainer
from assistant.slack.posting.postman import kept
from assistant.slack.sources import sources_view
from evals.slack_standin.rules import Refused, breaches, check_message, check_view, markup

_WRITABLE, _OFTEN, _WITHOUT_FACTS = 0.7, 0.5, 0.4  # how often
_DAY: Final = date(2026, 10, 3)
_NASTY: Final = (
    "<!channel>",
    "<!here|x>",
    "<@U1>",
    "<#C1|general>",
    "<https://evil.test|click>",
    "https://evil.test/x",
    "*bold*_it_~no~`code`",
    "```",
    "&lt;!channel&gt;",
    "&amp;amp;",
    "> quote\n> more",
    "Line\none\r\ntwo\n\nthree",
    "\u202egnp.exe\u202c",
    "\u200b\u200d\ufeff",
    "شركة المستقبل للتقنية",
    "חברת הדוגמה בע״מ",
    "株式会社サンプル",
    "👩‍👩‍👧‍👦🏳️‍🌈🎉",
    "e\u0301" * 40,
    "",
    " ",
    "\x00\x07",
    "'; DROP TABLE partners; --",
    "=HYPERLINK(1)",
)
_PLAIN: Final = ("Acme Ltd", "Nebelhorn Systemhaus", "won deals", "€12,400", "-42%", "3 Oct", "due", "78")
_PARTS: Final = (*_NASTY, *_PLAIN)
_PART: Final = 8  # characters, about
_BETWEEN: Final = ("", " ", "\n", ". ", "\n\n")
_FORMS: Final = ("columns", "stacked", "line", "scatter", "heat")
_UNITS: Final = ("EUR", "share", "days", "count", "name", "label", "points", "date")


def count_breaches(count: int, seed: int = 0) -> Counter[str]:
    """What is wrong with the payloads of so many generated answers, and how often; empty is right."""
    found: Counter[str] = Counter()
    for number in range(count):
        found.update(faults_of(*_generated(random.Random(f"{seed}:{number}"))))
    return found


def faults_of(answer: Answer, reader: Reader) -> Iterator[str]:
    """What Slack or our own rules have against any payload that this answer leads to."""
    for name, message in _messages(answer, reader):
        shapes = [kept(message)]
        for kind in Newer:  # what is sent where a workspace refuses one kind after the other
            shapes.append(plainer(shapes[-1], kind))
        for shape in shapes:
            yield from (f"{name}: {fault}" for fault in faults_in(post_arguments(shape)))
    yield from (f"sources: {fault}" for fault in _view_faults(sources_view(answer.facts or ())))


def _messages(answer: Answer, reader: Reader) -> Iterator[tuple[str, Message]]:
    yield "answer", with_feedback(answer_message(answer, reader, kept=True))
    yield "change", answer_message(answer)
    yield "digest", digest_message(answer, "2026-W41")
    yield "below a stream", Message("said", after_prose(answer, reader, kept=True))
    yield "more", rest_message(answer)
    if answer.table:
        yield "all rows", rows_message(answer)


def faults_in(payload: dict[str, Any]) -> Iterator[str]:
    """What Slack or our own rules have against one post."""
    try:
        check_message(payload)
    except Refused as refused:
        yield f"{refused.error} {refused.messages[:2]}"
    yield from breaches(payload)
    yield from (f"markup {found[:40]}" for found in markup(payload))


def _view_faults(view: dict[str, Any]) -> Iterator[str]:
    try:
        check_view(view, "modal")
    except Refused as refused:
        yield f"{refused.error} {refused.messages[:2]}"
    yield from (f"markup {found[:40]}" for found in markup(view))


def _generated(chance: random.Random) -> tuple[Answer, Reader]:
    ids = [f"P{number}" for number in range(chance.choice((1, 1, 2, 8)))]
    names = {one: _text(chance, 300) for one in ids}
    facts = [_fact(chance, number, ids) for number in range(chance.choice((0, 3, 20, 90)))]
    some = _maybe(chance)
    answer = Answer(
        calls=[Call(tool=chance.choice(("partner_profile", "call_brief", "explain_change")))],
        text=some(lambda: _text(chance, chance.choice((80, 900, 6_000, 50_000)))) or "",
        facts=facts or None,
        table=some(lambda: _table(chance, names)),
        charts=some(lambda: [_chart(chance) for _ in range(chance.choice((1, 2, 4)))]),
        suggestions=some(lambda: [_text(chance, 3_000) for _ in range(chance.randrange(6))]),
        clarify=some(lambda: ids),
        unknown=some(lambda: ids[:3]),
        pending=some(lambda: "change:1"),
        undo=some(lambda: "change:2"),
    )
    named = [_name(one, name) for one, name in names.items()]
    answer = answer.model_copy(update={"facts": [*(answer.facts or ()), *named]})
    return answer, Reader(names, frozenset(one for one in ids if chance.random() < _WRITABLE))


def _maybe(chance: random.Random) -> Callable[[Callable[[], Any]], Any]:
    return lambda make: make() if chance.random() < _OFTEN else None


def _text(chance: random.Random, most: int) -> str:
    parts = chance.choices(_PARTS, k=chance.randrange(1, 2 + most // _PART))
    return chance.choice(_BETWEEN).join(parts)[:most]


def _name(partner_id: str, name: str) -> ShownFact:
    return ShownFact(
        id=f"n{partner_id}", partner_id=partner_id, kind="partner.name", value=name, unit="name", as_of=_DAY
    )


def _fact(chance: random.Random, number: int, ids: list[str]) -> ShownFact:
    unit = chance.choice(_UNITS)
    value: Any = {"name": _text(chance, 300), "label": "tier.key_partner", "date": _DAY}.get(
        unit, number * 7.5
    )
    return ShownFact(
        id=f"f{number}",
        partner_id=chance.choice((*ids, None)),
        kind="deals.won",
        label=_text(chance, 200),
        value=value,
        unit=unit,
        as_of=_DAY,
        rows=[_text(chance, 60) for _ in range(chance.choice((0, 0, 1, 1, 4, 50)))] or None,
        more_rows=chance.choice((None, 7)),
    )


def _table(chance: random.Random, names: dict[str, str]) -> ShownTable:
    columns = [_text(chance, 60) for _ in range(chance.choice((1, 3, 6, 12, 25)))]
    rows, fact_ids = [], []
    for _ in range(chance.choice((0, 1, 5, 6, 37, 500))):
        partner = chance.choice(list(names))
        width = len(columns) + chance.choice((0, 0, 0, 1, -1))
        rows.append([names[partner], *(_text(chance, 40) for _ in range(max(0, width - 1)))])
        fact_ids.append([f"n{partner}", *([None] * max(0, width - 1))])
    if chance.random() < _WITHOUT_FACTS:
        fact_ids = []
    return ShownTable(title=_text(chance, 300), columns=columns, rows=rows, fact_ids=fact_ids)


def _chart(chance: random.Random) -> ShownChart:
    form = chance.choice(_FORMS)
    width = chance.choice((1, 4, 20, 60))
    scattered = form == "scatter"
    return ShownChart(
        title=_text(chance, 200),
        form=form,
        categories=[] if scattered else [_text(chance, 50) for _ in range(width)],
        series=[_series(chance, width, scattered=scattered) for _ in range(chance.choice((1, 3, 9)))],
        axes=(_text(chance, 80), _text(chance, 80)),
        edges=[0.5, 10.0] if scattered else [],
    )


def _series(chance: random.Random, width: int, *, scattered: bool) -> ShownSeries:
    values = [chance.choice((None, 0.0, -3.5, 12.25, 1e9)) for _ in range(width)]
    across = [chance.random() for _ in range(width)] if scattered else []
    return ShownSeries(
        label=_text(chance, 60),
        values=[value if value is not None or not scattered else 1.0 for value in values],
        words=["" if value is None else f"{value:,}" for value in values],
        across=across,
        names=[_text(chance, 60) for _ in across],
    )
