"""How fast each partner wins, how large its deals are, and whether it still sells; types lend to the few."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from tools.economics.months import YEAR_MONTHS, Flags, Floats, History, Whole

_FORGET: Final = 0.4  # what a deal says of the rate ahead, against one a year later
_STOPS: Final = (0.15 / YEAR_MONTHS, 60.0)  # usual share that stops in a month; partner-months it is worth
_ROUNDS: Final = 6  # of estimating rates and who has stopped, each from the other
_GROUP: Final = 60.0  # partner-months of everybody's selling mixed into those of a type
_SHAPE: Final = (0.15, 8.0)  # least and most alike that rates are taken to be
_MIXED: Final = (0.3, 10.0)  # deals of usual size mixed into a partner's own, least and most
_SPREAD: Final = (0.05, 25.0)  # squared variation of a partner's deals, least and most
_FEW: Final = 4.0  # deals by which the spread of deals is taken to be 1, where hardly any are known
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)


@dataclass(frozen=True, eq=False)
class Rates:
    """What is believed of each partner on the day.

    Attributes:
        alpha, beta: Shape and rate of a gamma distribution of won deals a month; beta in months.
        size: Expected worth of a deal, base currency.
        unsure: Squared relative uncertainty of `size`.
        spread: Squared relative variation of deals around `size`, of all partners.
        stopped: Chance that it sells no more, 0-1.
        recent: What was won in the last 12 months, base currency.
        quiet: Whether nothing was.
        stops: Share that stops in a month, of all partners.
    """

    alpha: Floats
    beta: Floats
    size: Floats
    unsure: Floats
    spread: float
    stopped: Floats
    recent: Floats
    quiet: Flags
    stops: float

    def of(self, places: Whole) -> Rates:
        """These partners alone."""
        return replace(
            self,
            alpha=self.alpha[places],
            beta=self.beta[places],
            size=self.size[places],
            unsure=self.unsure[places],
            stopped=self.stopped[places],
            recent=self.recent[places],
            quiet=self.quiet[places],
        )


def rates(history: History) -> Rates:
    """Gamma-Poisson rates that are forgotten, with a chance of having stopped, and shrunk deal sizes.

    Wins count 0.4 per whole year of age. The prior of a type is the mean rate of its partners who still sell,
    mixed with everybody's; its shape comes from how much more rates vary than luck explains (moments). The
    chance of having stopped weighs silence against the rate by Bayes' rule; rates, that chance, and the share
    that stops in a month are estimated in turn (expectation-maximisation).

    Source: pareto/NBD models (Schmittlein, Morrison and Colombo 1987; Fader, Hardie and Lee 2005).
    """
    watched = np.nan_to_num(np.minimum(history.selling, history.wins.shape[1]), nan=0.0)
    silent = np.minimum(_silent(history.wins), watched)
    years = np.arange(history.wins.shape[1]) // YEAR_MONTHS
    forget = _FORGET**years  # whole years, so that no season counts for more
    wins = history.wins @ forget
    reach = np.append(0.0, np.cumsum(forget))
    covered, quiet = (np.interp(one, np.arange(len(reach)), reach) for one in (watched, silent))
    ended = ~np.isnan(history.ended)
    stopped, stops = ended.astype(float), _STOPS[0]
    for _ in range(_ROUNDS):
        typical, shape = _prior(wins, covered, 1 - stopped, history.groups)
        alpha, beta = wins + shape, covered + shape / typical
        stopped = np.where(ended, 1.0, _stopped(alpha, beta - quiet, silent, stops))
        lived = watched - stopped * silent / 2
        stops = (stopped[watched > 0].sum() + np.prod(_STOPS)) / (lived.sum() + _STOPS[1])
    quiet_year = history.wins[:, :YEAR_MONTHS].sum(axis=1) == 0
    size, unsure, spread = _sizes(history, wins, history.revenue @ forget)
    recent = history.revenue[:, :YEAR_MONTHS].sum(axis=1)
    return Rates(alpha, beta, size, unsure, spread, stopped, recent, quiet_year, float(stops))


def _silent(wins: Floats) -> Floats:
    """Whole months since the last won deal; all of them without one."""
    any_win = wins > 0
    first = any_win.argmax(axis=1) if wins.shape[1] else np.zeros(len(wins))
    return np.where(any_win.any(axis=1), first, wins.shape[1]).astype(float)


def _prior(wins: Floats, covered: Floats, still: Floats, groups: Whole) -> tuple[Floats, float]:
    """Typical rate of each partner's type, and the shape of the distribution of rates around it."""
    seen, won = still * covered, still * wins
    overall = won.sum() / seen.sum() if won.sum() > 0 else 1 / YEAR_MONTHS
    totals = np.bincount(groups, weights=won), np.bincount(groups, weights=seen)
    typical = ((totals[0] + _GROUP * overall) / (totals[1] + _GROUP))[groups]
    expected = typical * covered
    excess = (still * ((wins - expected) ** 2 - 0.5 * expected)).sum()  # 0.5: luck in wins that are forgotten
    square = (still * expected**2).sum()
    shape = square / excess if excess > 0 else _SHAPE[1]
    return typical, float(np.clip(shape, *_SHAPE))


def _stopped(alpha: Floats, beta: Floats, silent: Floats, stops: float) -> Floats:
    """P(stopped during the silence | nothing won in it), the rate being gamma distributed."""
    at = silent[:, None] * (_NODES + 1) / 2
    unlucky = (beta[:, None] / (beta[:, None] + at)) ** alpha[:, None]
    since = (stops * np.exp(-stops * at) * unlucky) @ _WEIGHTS * silent / 2
    going_on = np.exp(-stops * silent) * (beta / (beta + silent)) ** alpha
    return np.asarray(since / (since + going_on))


def _sizes(history: History, wins: Floats, worth: Floats) -> tuple[Floats, Floats, float]:
    """Each partner's deal size shrunk to its type's, how unsure it is, and how deals vary around it."""
    number, revenue = history.wins.sum(axis=1), np.maximum(history.revenue.sum(axis=1), 0.0)
    own = revenue / np.maximum(number, 1.0)
    usual = revenue.sum() / max(number.sum(), 1.0)
    within = np.maximum(history.squares.sum(axis=1) - number * own**2, 0.0).sum()
    free = (np.maximum(number - 1, 0) * own**2).sum()
    spread = float(np.clip((within + _FEW * usual**2) / (free + _FEW * usual**2 or 1.0), *_SPREAD))
    had = number > 0
    mean = own[had].mean() if had.any() else 0.0
    luck = spread * (1 / number[had]).mean() if had.any() else 0.0
    differ = max(own[had].var() / (mean**2 or 1.0) - luck, 0.02) if had.any() else 1.0
    mixed = float(np.clip(spread / differ, *_MIXED))
    count = np.bincount(history.groups[had], minlength=history.groups.max(initial=0) + 1)
    summed = np.bincount(history.groups[had], weights=own[had], minlength=len(count))
    typical = ((summed + 5 * mean) / (count + 5))[history.groups]
    return (
        (np.maximum(worth, 0.0) + mixed * typical) / (wins + mixed),
        spread / (wins + mixed),
        spread,
    )
