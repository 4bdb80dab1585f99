"""A backtest as a terminal shows it: what may be said first, then the figures behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table

from assistant.counting import counted
from assistant.terminal.printing import show_line
from tools.backtest import FEW_CASES, TOP, Backtest, Lane, Ranking, Result, Verdict

_CAME: Final = {
    Lane.DECLINE: ("declined", "won revenue of the next 90 days under half of the last 90 days'"),
    Lane.SILENCE: ("fell silent", "no won deal in the next 90 days"),
    Lane.MONEY: ("lost revenue", "by how much won revenue of the next 90 days fell"),
}
_HEADS: Final = {
    "roc_auc": "pairs right",
    "average_precision": "precision",
    "precision_at_50": f"in top {TOP}",
    "rar50": f"top {TOP} loss",
    "revenue_weighted_auc": "by revenue",
}
_FINDING: Final = {
    Lane.DECLINE: "Finding who falls under half",
    Lane.SILENCE: "Finding who goes silent",
    Lane.MONEY: "Finding where most revenue is lost",
}
_SAID: Final = {
    Verdict.BEATS: "proven better than",
    Verdict.TIES: "no difference proven from",
    Verdict.BEHIND: "worse than",
}
_PLAIN: Final = {
    Ranking.DARK: "the going-dark score",
    Ranking.RECENCY: "longest without a deal (recency)",
    Ranking.RFM: "old, few and small deals (RFM)",
    Ranking.REVENUE: "largest revenue first",
    Ranking.TREND: "strongest fall so far (trend)",
    Ranking.BOOSTING: "gradient boosting",
}


def show_backtest(console: Console, found: Backtest, *, boosting: bool) -> None:
    """Print the verdicts, how far chances were off, one table per lane, and what was looked at."""
    for lane in Lane:
        show_line(console, verdict_line(found, lane))
    show_line(console, _calibration_line(found))
    for lane in Lane:
        console.print()
        console.print(_table(found, lane))
    console.print()
    for line in _notes(found, boosting=boosting):
        show_line(console, line)


def verdict_line(found: Backtest, lane: Lane) -> str:
    """What the intervals support in a lane, in one sentence."""
    judged = [one for one in found.results if one.lane is lane and one.verdict]
    if all(one.verdict is Verdict.TOO_FEW for one in judged):
        return f"On {lane} nothing is proven: {_too_few(found, lane)}"
    parts = [
        f"{said} {_in_words([_PLAIN[one.ranking] for one in judged if one.verdict is verdict])}"
        for verdict, said in _SAID.items()
        if any(one.verdict is verdict for one in judged)
    ]
    seen = counted(len(found.days), "past day")
    return f"{_FINDING[lane]}, judged on {seen}, Rapport's order is {'; '.join(parts)}."


def _too_few(found: Backtest, lane: Lane) -> str:
    if found.cases[lane] < FEW_CASES:
        return (
            f"{counted(found.cases[lane], 'partner')} {_CAME[lane][0]} in this history, and it takes "
            f"{FEW_CASES} to tell a good ranking from luck."
        )
    return (
        f"there were about {round(found.rows / len(found.days))} partners to choose from each day, and the "
        f"top {TOP} of so few say little; it takes more than {2 * TOP}."
    )


def _in_words(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _calibration_line(found: Backtest) -> str:
    off = [f"{100 * error:.1f} points on {lane}" for lane, error in found.calibration.items()]
    return (
        f"The chances it gave were off by {' and '.join(off)}, on average over ten groups of equal size; "
        "where they are far off, Rapport orders partners by them and tells none."
    )


def _table(found: Backtest, lane: Lane) -> Table:
    results = [one for one in found.results if one.lane is lane]
    table = Table(
        title=f"{str(lane).capitalize()}: {_CAME[lane][1]}",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    table.add_column("ranking", no_wrap=True)
    for name in results[0].metrics:
        table.add_column(_HEADS[name], justify="right", no_wrap=True)
    table.add_column("lead (95 %)", justify="right", no_wrap=True)
    for one in results:
        table.add_row(str(one.ranking), *(f"{value:.3f}" for value in one.metrics.values()), _lead(one))
    return table


def _lead(result: Result) -> str:
    gain = result.gain
    return f"{gain.value:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]" if gain else ""


def _notes(found: Backtest, *, boosting: bool) -> Iterator[str]:
    rates = found.rates
    yield (
        f"Seen from {counted(len(found.days), 'day')}, {found.days[0]} to {found.days[-1]}: "
        f"{counted(found.partners, 'partner')} that had won something in the 90 days before, "
        f"{counted(found.rows, 'row')}; {rates[Lane.DECLINE]:.0%} declined, {rates[Lane.SILENCE]:.0%} fell "
        f"silent."
    )
    yield (
        "pairs right: of two partners, one that it came true for and one not, how often the first stands "
        f"higher; 0.5 is luck. top {TOP} loss (RaR50): share of all lost revenue that the first {TOP} of "
        f"each day held; the best possible is {found.best_possible:.3f}."
    )
    own = f"{found.refitted} of them by coefficients fitted on the quarters that had closed by then"
    yield f"Each day was judged by what was known then: {own}, the others by those that come with Rapport."
    yield _next_step(found)
    if not boosting:
        yield f'For a {Ranking.BOOSTING} reference: pip install "rapport-partner-assistant[backtest]"'


def _next_step(found: Backtest) -> str:
    if found.coefficients is None:
        return "Next: wait for more history. Rapport learns from it by itself, after an import."
    return "Next: rapport backtest --fit keeps what this history teaches; every import does so by itself too."
