"""Why the commission of one period differs from that of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import copysign, fsum
from typing import Final

import pandas as pd

from tools.about import Slots
from tools.billing import kinds
from tools.billing.asking import Asked
from tools.billing.check_findings import check_statements
from tools.billing.currencies import totalled, untotalled
from tools.billing.difference import DealKind, Difference, difference, tied
from tools.billing.ledger import State, in_state, wider, within
from tools.billing.lines import amount, on_row
from tools.billing.longer import last_period
from tools.billing.parts import reasons
from tools.billing.periods import Span
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec

_HALF: Final = 0.5
"""Of a unit of currency: what is less than that is no difference."""
_NOTHING: Final = 1e-9
_NAMED: Final = 2


@dataclass(frozen=True, eq=False)
class _Case:
    """Two periods of the partners in question."""

    asked: Asked
    spans: tuple[Span, Span]
    old: pd.DataFrame
    new: pd.DataFrame
    result: Difference

    @property
    def rows(self) -> pd.DataFrame:
        return pd.concat([self.old, self.new])

    def figure(self, kind: Kind, value: object, subject: str) -> Fact:
        """A figure about both periods."""
        between = f"{subject}/{self.spans[0].words}/{self.spans[1].words}"
        return self.asked.figure(kind, value, self.rows, between)

    def payable(self, at: int) -> Fact:
        """What is payable for one of the periods."""
        rows, value = (self.old, self.result.before) if at == 0 else (self.new, self.result.after)
        return self.asked.figure(kinds.PAYABLE, value, rows, self.spans[at].words)


def why_findings(asked: Asked, before: Span) -> Findings:
    """Why the commission for `asked.span` differs from that for `before`, part by part, the largest first."""
    if not asked.recorded:
        return Findings((Statement("billing.not_recorded"),))
    if asked.span is None:
        raise ValueError("a period to explain is needed")
    inside, old, new = _sides(asked, before)
    spans = before, asked.span
    if any(
        side.empty and not wider(asked.ledger, span).empty
        for side, span in zip((old, new), spans, strict=True)
    ):
        return _longer(asked, spans)
    if any(not side.empty and side["amount_base"].isna().all() for side in (old, new)):
        rows = pd.concat([old, new])
        return Findings((*untotalled(asked, rows), *check_statements(asked, rows)))
    if new.empty and (old.empty or asked.runs):
        return _nothing(inside, old, before)
    return _explained(asked, _Case(inside, spans, old, new, difference(old, new)))


def _sides(asked: Asked, before: Span) -> tuple[Asked, pd.DataFrame, pd.DataFrame]:
    """The rows of both periods, and the question in the currency in which they add up."""
    inside, _ = totalled(asked, pd.concat([within(asked.ledger, before), asked.rows]))
    return inside, within(inside.ledger, before), inside.rows


def _longer(asked: Asked, spans: tuple[Span, Span]) -> Findings:
    """That commissions are booked for longer periods than the one asked about, which cannot be split."""
    rows = pd.concat([wider(asked.ledger, span) for span in spans])
    last = last_period(rows)
    said = asked.said(f"why_by_{last.unit}", {"longer": asked.period(last)})
    again = Suggestion(f"billing.ask_why_for{_ending(asked)}", {**_whom(asked), "period": asked.period(last)})
    return Findings((said,), suggestions=(again,))


def _nothing(asked: Asked, old: pd.DataFrame, before: Span) -> Findings:
    """That nothing is on record for the period, yet or at all."""
    slots: Slots = {"before_period": asked.period(before)}
    if old.empty:
        return Findings((asked.said("why_nothing", slots), *_running(asked)))
    slots["before"] = asked.money(kinds.EARNED, old)
    return Findings((asked.said("why_running", slots),), suggestions=_suggested(asked))


def _running(asked: Asked) -> Iterator[Statement]:
    if asked.span is not None and asked.runs:
        yield Statement("billing.running", {"period": asked.period(asked.span)})


def _explained(asked: Asked, case: _Case) -> Findings:
    """The difference part by part."""
    told = [
        Statement(f"billing.why_{name}_{_way(value)}{_whose(case, name)}", _slots(case, name, value))
        for name, value in case.result.parts.items()
        if abs(value) >= _HALF
    ]
    said = (_headline(case), *_running(asked), *told, *_deals(case), *check_statements(asked, case.rows))
    return Findings(said, _table(case), _suggested(asked))


def _headline(case: _Case) -> Statement:
    result = case.result
    gap = result.after - result.before
    slots: Slots = {
        "after": case.payable(1),
        "before": case.payable(0),
        "before_period": case.asked.period(case.spans[0]),
    }
    if abs(gap) < _HALF:
        return case.asked.said("why_same", slots)
    other_way = case.asked.claimed not in (None, _way(gap))
    key = f"why_{_way(gap)}{'_after_all' if other_way else ''}"
    return case.asked.said(key, {**slots, "gap": case.figure(kinds.GAP, abs(gap), "size")})


def _way(value: float) -> str:
    return "more" if value > 0 else "less"


def _whose(case: _Case, name: str) -> str:
    """Rates and mix name the partner where there are several."""
    return _ending(case.asked) if name in ("rate", "mix") else ""


def _ending(asked: Asked) -> str:
    return "" if asked.partner_id else "_all"


def _slots(case: _Case, name: str, value: float) -> Slots:
    """The size of a part, and what shows it."""
    slots: Slots = {"amount": case.figure(kinds.PART_AMOUNT, abs(value), f"{name} size")}
    if name == "volume":
        return {**slots, **_worth(case)}
    if name in ("rate", "mix"):
        return {**slots, **_of_kind(case, name, value)}
    if name == "holds":
        for slot, rows in (("before", case.old), ("after", case.new)):
            held = in_state(rows, State.ON_HOLD)
            slots[slot] = case.asked.money(kinds.IN_STATE[State.ON_HOLD], held, f"why {slot}")
    return slots


def _worth(case: _Case) -> Slots:
    """How many deals with an amount stood behind each period, and what they were worth."""
    slots: Slots = {}
    for slot, rows in (("before", case.old), ("after", case.new)):
        deals = rows[tied(rows)].drop_duplicates("deal_id")
        worth = fsum(deals["deal_amount_base"])
        slots[slot] = case.asked.figure(kinds.DEALS_WORTH, worth, deals, f"why {slot}")
        slots[f"deals_{slot}"] = case.asked.figure(kinds.DEALS, len(deals), deals, f"why {slot}")
    return slots


def _of_kind(case: _Case, name: str, value: float) -> Slots:
    """The kind of deal that did most of it, in the same direction: its rate or share in both periods."""
    most = max(case.result.kinds, key=lambda kind: copysign(1, value) * _did(kind, name))
    label = f"deal_kind.{most.name or 'unknown'}"
    values = (most.rate_before, most.rate) if name == "rate" else (most.share_before, most.share)
    shown = kinds.KIND_RATE if name == "rate" else kinds.KIND_SHARE
    before, after = (
        case.figure(shown, value, f"{most.partner_id} {most.name} {at}")
        for value, at in zip(values, ("before", "after"), strict=True)
    )
    return {
        "partner": case.asked.about(most.partner_id).partner(),
        "kind": case.asked.text(kinds.DEAL_KIND, label),
        "before": before,
        "after": after,
    }


def _did(kind: DealKind, name: str) -> float:
    return kind.by_rate if name == "rate" else kind.by_mix


def _deals(case: _Case) -> Iterator[Statement]:
    """The commissions that matter most, in either period, and why some are on hold."""
    for rows, span in ((case.old, case.spans[0]), (case.new, case.spans[1])):
        named = rows[rows["customer"].notna()]
        most = named.loc[named["amount_base"].abs().sort_values(ascending=False, kind="stable").index]
        slots: Slots = {"period": case.asked.period(span)}
        at = 0
        for at, (about, row) in enumerate(case.asked.each(most, _NAMED), start=1):
            if customer := on_row(about, kinds.CUSTOMER, row, "customer"):
                slots |= {f"customer_{at}": customer, f"amount_{at}": amount(about, row)}
        if at:
            yield Statement(f"billing.why_deals_{at}", slots)
    if told := reasons(case.asked, in_state(case.new, State.ON_HOLD)):
        yield Statement("billing.why_reason", {"reason": told[0]})


def _table(case: _Case) -> TableSpec:
    """The parts, which add up to the difference."""
    parts = tuple(
        (
            case.asked.text(kinds.PART, f"commission_part.{name}"),
            case.figure(kinds.PART_AMOUNT, value, name),
        )
        for name, value in case.result.parts.items()
        if abs(value) > _NOTHING
    )
    gap = case.result.after - case.result.before
    total = (case.asked.text(kinds.PART, "commission_part.total"), case.figure(kinds.GAP, gap, "signed"))
    return TableSpec("billing.why_title", ("part", "amount"), (*parts, total))


def _suggested(asked: Asked) -> tuple[Suggestion, ...]:
    if asked.partner_id is None:
        return (Suggestion("billing.ask_on_hold"),)
    return (Suggestion("billing.ask_unpaid", _whom(asked)),)


def _whom(asked: Asked) -> dict[str, Fact]:
    return {"partner": asked.about().partner()} if asked.partner_id else {}
