"""Answers about who should meet whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from tools.about import Among, Row, Slots, row_of
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.introductions import kinds
from tools.introductions.sides import named
from tools.introductions.telling import Telling

_TOLD: Final = 2  # pairs in sentences; the table has the others
_COLUMNS: Final = ("partner", "could meet", "fit", "would gain", "would bring")


def pair_findings(telling: Telling, pairs: pd.DataFrame, limit: int) -> Findings:
    """The pairs that complete each other best.

    Args:
        telling: With the rows of the partners of the first `limit` pairs.
        pairs: What `paired` returned, only pairs that may be suggested.
        limit: Pairs shown at most.
    """
    if pairs.empty:
        return Findings((Statement("introductions.no_pairs"),))
    shown = [row_of(pairs, at) for at in range(min(limit, len(pairs)))]
    among = Among.of(telling.portfolio, {*pairs["partner"], *pairs["other"]})
    first = shown[0]
    head: Slots = {"count": among.fact(kinds.PAIRS, len(pairs)), **telling.sides(first)}
    said = [Statement(f"introductions.pairs{telling.weight(first)}", {**head, "score": telling.score(first)})]
    return Findings((*said, *_paragraphs(telling, shown)), _table(telling, shown), _introduce(telling, shown))


def counterpart_findings(telling: Telling, partner_id: str, pairs: pd.DataFrame, limit: int) -> Findings:
    """Whom one partner should meet; what hinders that is told first.

    Args:
        telling: With the rows of the partner and of the first `limit` others.
        partner_id: The partner of every pair.
        pairs: What `paired` returned, only pairs that may be suggested.
        limit: Pairs shown at most.
    """
    partner = telling.about(partner_id)
    hindered = tuple(telling.hindrances(partner_id))
    if pairs.empty:
        nobody = Statement("introductions.nobody", {"partner": named(partner)})
        return Findings((*hindered, nobody))
    shown = [row_of(pairs, at) for at in range(min(limit, len(pairs)))]
    among = Among.of(telling.portfolio, pairs["other"], partner_id, telling.need.subject)
    slots: Slots = {"count": among.fact(kinds.FITTING, len(pairs)), **telling.sides(shown[0])}
    weight = telling.weight(shown[0])
    head = Statement(f"introductions.best{weight}", {**slots, "score": telling.score(shown[0])})
    return Findings(
        (*hindered, head, *_paragraphs(telling, shown, asking=not hindered)),
        _table(telling, shown) if len(shown) > 1 else None,
        () if hindered else _introduce(telling, shown),
    )


def two_findings(telling: Telling, pair: Row, least: float) -> Findings:
    """Whether two named partners should meet, why for each, and what speaks against it.

    Args:
        telling: With the rows of both.
        pair: Their row of what `paired` returned.
        least: Score below which nobody is suggested.
    """
    hindered = [line for one in (pair["partner"], pair["other"]) for line in telling.hindrances(str(one))]
    verdict = "later" if hindered else "yes" if pair["score"] >= least else "no"
    weight = telling.weight(pair) if verdict == "yes" else ""
    names = telling.sides(pair) if weight else _names(telling, pair)
    first = Statement(f"introductions.{verdict}{weight}", {**names, "score": telling.score(pair)})
    said = (first, *hindered, *telling.pair(pair))
    if verdict != "yes":
        return Findings(said)
    return Findings((*said, *telling.asks(pair)), None, _introduce(telling, [pair]))


def _names(telling: Telling, pair: Row) -> Slots:
    return {name: named(telling.about(pair[name])) for name in ("partner", "other")}


def _paragraphs(telling: Telling, shown: list[Row], *, asking: bool = True) -> Iterator[Statement]:
    """The first pairs in sentences, from the second on under their names."""
    for number, pair in enumerate(shown[:_TOLD]):
        if number:
            key = f"introductions.next{telling.weight(pair)}"
            yield Statement(key, {**telling.sides(pair), "score": telling.score(pair)})
        yield from telling.pair(pair)
        if asking:
            yield from telling.asks(pair)


def _table(telling: Telling, shown: list[Row]) -> TableSpec:
    return TableSpec("introductions.title", _COLUMNS, tuple(_row(telling, pair) for pair in shown))


def _row(telling: Telling, pair: Row) -> tuple[Fact | None, ...]:
    partner, other = str(pair["partner"]), str(pair["other"])
    return (
        named(telling.about(partner)),
        named(telling.about(other)),
        telling.score(pair),
        telling.topic(partner, other),
        telling.topic(other, partner),
    )


def _introduce(telling: Telling, shown: list[Row]) -> tuple[Suggestion, ...]:
    slots = {name: fact for name, fact in _names(telling, shown[0]).items() if isinstance(fact, Fact)}
    return (Suggestion("introductions.introduce", slots),)
