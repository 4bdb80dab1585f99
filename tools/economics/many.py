"""What is said about the money of many partners: how many, the first of them, a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from tools.about import Slots
from tools.economics import kinds
from tools.economics.rankings import Ranking, ranking
from tools.economics.told import Economics
from tools.facts import Findings, Kind, Statement, Suggestion, TableSpec

_SAID: Final = 3


def ranked(told: Economics, measure: str, cost: str | None, order: str | None, limit: int) -> Findings:
    """The first partners by a measure, with all of them counted."""
    found = ranking(told, measure, cost)
    listed = found.ordered(order)
    waiting = _waiting(found)
    if listed.empty and waiting.empty:
        return Findings((Statement(f"economics_list.none_{found.key}"), *told.lacking()))
    shown = pd.concat([listed.head(limit), waiting.head(limit)])
    said = (
        _headline(told, found, listed, order),
        *(_line(told, found, str(one), row) for one, row in listed.head(min(limit, _SAID)).iterrows()),
        *(_on_the_way(told, str(one), row) for one, row in waiting.head(min(limit, _SAID)).iterrows()),
        *_besides(told, found, listed),
        *assumed(told, found),
        *told.lacking(),
    )
    first = str(shown.index[0])
    asked = Suggestion("suggest.profitable", {"partner": told.partner(first)})
    return Findings(said, _table(told, found, shown), (asked,))


def assumed(told: Economics, found: Ranking) -> Iterator[Statement]:
    """The assumptions that a measure rests on."""
    if found.key not in ("return", "spending"):
        yield from told.assumed(margin=found.key not in ("serve", "acquisition", "costs"))


def _headline(told: Economics, found: Ranking, listed: pd.DataFrame, order: str | None) -> Statement:
    """How many there are and what they come to together."""
    slots: Slots = {"partners": told.all(kinds.PARTNERS, len(listed), found.key)}
    if found.key == "margin":
        return _margins(told, listed, slots)
    if found.key == "payback":
        slots["waiting"] = told.all(kinds.WAITING, len(_waiting(found)))
        if listed.empty:
            return Statement("economics_list.payback_waiting", {"waiting": slots["waiting"]})
        slots["months"] = told.all(kinds.MONTHS, float(listed["value"].median()))
        return Statement("economics_list.payback", slots)
    if found.key in ("roi", "return"):
        first = "_most" if found.key == "return" and order == "highest" else ""
        return Statement(f"economics_list.{found.key}{first}", {**slots, "window": told.window()})
    slots["total"] = told.all(kinds.TOTAL, listed["value"].sum(), found.key)
    if found.key in ("serve", "spending", "costs", "revenue"):
        slots["window"] = told.window()
    return Statement(f"economics_list.{found.key}", slots)


def _margins(told: Economics, listed: pd.DataFrame, slots: Slots) -> Statement:
    losing = listed[listed["value"] < 0]
    slots |= {"total": told.all(kinds.TOTAL, listed["value"].sum(), "net"), "window": told.window()}
    if losing.empty:
        return Statement("economics_list.margin_none_loses", slots)
    slots |= {
        "losing": told.all(kinds.LOSING, len(losing)),
        "short": told.all(kinds.TOTAL, -losing["value"].sum(), "short"),
    }
    return Statement("economics_list.margin", slots)


def _waiting(found: Ranking) -> pd.DataFrame:
    """Who has signed and not paid back yet, the furthest from it first; nobody for other measures."""
    if found.key != "payback":
        return found.frame.head(0)
    open_ = found.frame[found.frame["left"].notna() & found.frame["age"].notna()].sort_index()
    return open_.sort_values("left", ascending=False, kind="stable")


def _on_the_way(told: Economics, partner_id: str, row: pd.Series) -> Statement:
    slots: Slots = {
        "partner": told.partner(partner_id),
        "gained": told.fact(partner_id, kinds.GAINED, row["gained"]),
        "pac": told.fact(partner_id, kinds.PAC, row["pac"]),
        "age": told.fact(partner_id, kinds.MONTHS_IN, float(np.floor(row["age"]))),
        "left": told.fact(partner_id, kinds.LEFT, row["left"]),
    }
    return Statement("economics_list.line_waiting", slots)


def _line(told: Economics, found: Ranking, partner_id: str, row: pd.Series) -> Statement:
    """One of the first partners."""
    slots: Slots = {"partner": told.partner(partner_id)}

    for name, kind in _SAYING[found.key]:
        slots[name] = told.fact(partner_id, kind or _spent_kind(found), row[name])
    if found.key == "margin" and row["net"] < 0:
        slots["short"] = told.fact(partner_id, kinds.SHORT, -row["net"])
        del slots["net"]
        if row["revenue"] == 0:
            return Statement(
                "economics_list.loses_all", {"partner": slots["partner"], "costs": slots["costs"]}
            )
        return Statement("economics_list.loses", slots)
    if found.key == "serve" and row["revenue"] == 0:
        del slots["revenue"]
        return Statement("economics_list.line_serve_alone", slots)
    return Statement(f"economics_list.line_{found.key}", slots)


_SAYING: Final[Mapping[str, tuple[tuple[str, Kind | None], ...]]] = {
    "margin": (("net", kinds.NET), ("revenue", kinds.REVENUE), ("costs", kinds.COSTS)),
    "revenue": (("revenue", kinds.REVENUE), ("net", kinds.NET)),
    "costs": (("costs", kinds.COSTS),),
    "serve": (("serve", kinds.SERVE), ("hours", kinds.HOURS), ("revenue", kinds.REVENUE)),
    "acquisition": (("pac", kinds.PAC),),
    "payback": (("months", kinds.PAYBACK), ("pac", kinds.PAC)),
    "lifetime": (("value", kinds.VALUE), ("so_far", kinds.SO_FAR), ("coming", kinds.COMING)),
    "roi": (("roi", kinds.ROI), ("costs", kinds.COSTS)),
    "return": (("spent", None), ("revenue", kinds.REVENUE)),
    "spending": (("spent", None), ("revenue", kinds.REVENUE)),
}


def _spent_kind(found: Ranking) -> Kind:
    return next(kind for name, kind, _ in found.columns if name == "spent")


def _besides(told: Economics, found: Ranking, listed: pd.DataFrame) -> Iterator[Statement]:
    """What a list is compared with, and what it does not prove."""
    if found.key == "serve":
        yield from _alternative(told)
    if found.key in ("spending", "return"):
        yield Statement("economics.no_proof")
    if found.key == "lifetime":
        yield Statement("economics_list.ask_one")
        unsold = int((~listed["sold"].astype(bool)).sum())
        if unsold:
            yield Statement("economics_list.unsold", {"unsold": told.all(kinds.UNSOLD, unsold)})


def _alternative(told: Economics) -> Iterator[Statement]:
    """What hours go with at the usual partner that may be compared: no promise of what more would bring."""
    alike = told.accounts[told.portfolio.is_peer & told.accounts.index.isin(list(told.peers))]
    alike = alike[alike["hours"] > 0]
    if len(alike) >= told.policy.alike_least and told.recorded.deals:
        slots: Slots = {
            "count": told.all(kinds.PARTNERS, len(alike), "alike"),
            "hours": told.all(kinds.USUAL_HOURS, float(alike["hours"].median())),
            "net": told.all(kinds.MEDIAN, alike["net"].median(), "alike"),
        }
        yield Statement("economics_list.alike", slots)


def _table(told: Economics, found: Ranking, shown: pd.DataFrame) -> TableSpec:
    rows = tuple(
        (
            told.partner(str(one)),
            *(told.cell(str(one), kind, row[name]) for name, kind, _ in found.columns),
        )
        for one, row in shown.iterrows()
    )
    title = f"economics_list.title_{found.key}"
    return TableSpec(title, ("partner", *(words for _, _, words in found.columns)), rows)
