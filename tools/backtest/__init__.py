"""What the outlook would have been worth on the portfolio's own history, next to simpler rankings."""

from tools.backtest.boosting import boosting_installed
from tools.backtest.metrics import TOP
from tools.backtest.rankings import Lane, Ranking
from tools.backtest.report import FEW_CASES, Backtest, Gain, Result, Verdict, backtest
from tools.backtest.windows import Every, HistoryTooShort, as_of_days

__all__ = [
    "FEW_CASES",
    "TOP",
    "Backtest",
    "Every",
    "Gain",
    "HistoryTooShort",
    "Lane",
    "Ranking",
    "Result",
    "Verdict",
    "as_of_days",
    "backtest",
    "boosting_installed",
]
