"""Portfolios of which every true potential is known, in kinds that break different assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tools import schema
from tools.portfolio import Portfolio, typed

DAY: Final = date(2026, 9, 30)
_FIELDS: Final = ("Retail", "Finance", "Health", "Public", "Media", "Energy", "Logistics", "Telecom")
_SILENT: Final = 0.2  # share of partners that won nothing within the year
_LISTED: Final = 0.25  # chance that a partner lists a field
_STEPS: Final = (-0.5, 0.7)  # where size acts in steps
_SECOND: Final = 0.4  # share of the second kind of partner
_SKILLS: Final = ("SAP", "Cloud", "Data", "Security", "Network", "Mobile")


@dataclass(frozen=True)
class Kind:
    """One kind of world.

    Attributes:
        partners: How many.
        known: Share of them whose potential is on file.
        noise: Shape of the error around what size, type and fields say: its spread is about `spread`.
        spread: Standard deviation of that error, in logarithms.
        missing: Share of sizes that are not recorded.
        chosen: Potentials on file are those of large partners more often (covariate shift).
        bent: Size does not act as a power, but in steps and differently by type.
        attained: Revenue tells of the potential: its share of it varies little.
        wallets: Share of partners with a share of wallet; it is off by 20 %.
        unit: What one unit of the currency is worth.
    """

    name: str
    partners: int = 1_000
    known: float = 0.4
    noise: str = "normal"
    spread: float = 0.5
    missing: float = 0.3
    chosen: bool = False
    bent: bool = False
    attained: bool = False
    wallets: float = 0.0
    unit: float = 1.0


KINDS: Final = (
    Kind("log-linear, 1,000 partners"),
    Kind("log-linear, 10,000 partners", partners=10_000),
    Kind("30 partners, 80 % known", partners=30, known=0.8),
    Kind("30 partners, 40 % known", partners=30),
    Kind("60 partners, 40 % known", partners=60),
    Kind("100 partners, 10 % known", partners=100, known=0.1),
    Kind("100 partners, half known", partners=100, known=0.5),
    Kind("300 partners, 10 % known", partners=300, known=0.1),
    Kind("1,000 partners, 10 % known", known=0.1),
    Kind("1,000 partners, 80 % known", known=0.8),
    Kind("heavy tails", noise="heavy"),
    Kind("heavy tails, 60 partners", noise="heavy", partners=60),
    Kind("skewed", noise="skewed"),
    Kind("noisier when small", noise="uneven"),
    Kind("two kinds of partner", noise="double"),
    Kind("half the sizes missing", missing=0.5),
    Kind("large ones known", chosen=True),
    Kind("large ones known, 100 partners", chosen=True, partners=100),
    Kind("large ones known, noisier when small", chosen=True, noise="uneven"),
    Kind("large ones known, size acts in steps", chosen=True, bent=True),
    Kind("size acts in steps", bent=True),
    Kind("size acts in steps, 10,000 partners", bent=True, partners=10_000),
    Kind("revenue tells", attained=True),
    Kind("half with a share of wallet", wallets=0.5),
    Kind("nearly exact", spread=0.05),
    Kind("hardly anything tells", spread=2.0),
    Kind("amounts in yen", unit=160.0),
)


def world(kind: Kind, seed: int) -> tuple[Portfolio, pd.Series[float]]:
    """A portfolio of that kind, and the true potential of every partner."""
    draw = np.random.default_rng([seed, *kind.name.encode()])
    number = kind.partners
    types = draw.choice(["reseller", "si", "isv", "agency"], number, p=[0.5, 0.25, 0.15, 0.1])
    size = draw.normal(0.0, 1.0, number)
    sectors, skills = _lists(draw, _FIELDS, number), _lists(draw, _SKILLS, number)
    truth = np.exp(11.0 + _told(kind, size, types, sectors) + _noise(kind, draw, size)) * kind.unit
    share = draw.beta(20, 20, number) if kind.attained else draw.beta(1.2, 2.5, number)
    current = np.where(draw.random(number) < _SILENT, 0.0, truth * share)
    frame = _sized(kind, draw, size).assign(
        type=types,
        sectors=pd.Series(sectors),
        technologies=pd.Series(skills),
        potential_revenue=np.where(_on_file(kind, draw, size), truth, np.nan),
        share_of_wallet=_wallets(kind, draw, share),
    )
    columns = [column.name for column in schema.PARTNERS.columns]
    partners = typed(frame.reindex(columns=columns), schema.PARTNERS).set_index("partner_id")
    partners = partners.assign(heard_of=True, outlook_revenue_365d=current)
    return Portfolio(DAY, "EUR", partners), pd.Series(truth, index=partners.index)


def _sized(kind: Kind, draw: np.random.Generator, size: NDArray[np.float64]) -> pd.DataFrame:
    """Partners with sizes that tell of the true one, some of them missing."""
    number = len(size)
    employees = np.ceil(np.exp(3.5 + 1.2 * size + draw.normal(0, 0.5, number)))
    customers = np.ceil(np.exp(3.0 + 0.8 * size + draw.normal(0, 0.8, number)))
    revenue = np.exp(15.0 + 1.3 * size + draw.normal(0, 0.4, number)) * kind.unit
    relevance = np.clip(50 + 15 * size + draw.normal(0, 15, number), 0, 100)
    return pd.DataFrame(
        {
            "partner_id": [f"p{one:06}" for one in range(number)],
            "name": [f"Partner {one}" for one in range(number)],
            "region": draw.choice(["DACH", "Nordics", "UK&I"], number),
            "employees": _some(draw, employees, kind),
            "customers": _some(draw, customers, kind),
            "annual_revenue": _some(draw, revenue, kind),
            "market_relevance": _some(draw, relevance, kind),
            "status": "active",
        }
    )


def no_pairs() -> pd.DataFrame:
    """Nobody's deals name a sector and technology: what partners declare has to do."""
    index = pd.MultiIndex.from_arrays([[], [], []], names=["partner_id", "sector", "technology"])
    return pd.DataFrame({"cell_won": [], "cell_delivered": [], "demand": []}, index=index, dtype="float64")


def _told(
    kind: Kind, size: NDArray[np.float64], types: NDArray[np.str_], sectors: list[list[str]]
) -> NDArray[np.float64]:
    """What type, size and fields say of the logarithm of the potential."""
    in_finance = np.array(["Finance" in named for named in sectors])
    if kind.bent:
        steps = np.select([size < _STEPS[0], size < _STEPS[1]], [-1.0, 0.2], 1.5)
        return np.asarray(np.where(types == "si", -0.5 * steps, steps) + 0.5 * in_finance)
    return np.asarray(0.9 * size + 0.6 * (types == "si") - 0.5 * (types == "agency") + 0.5 * in_finance)


def _noise(kind: Kind, draw: np.random.Generator, size: NDArray[np.float64]) -> NDArray[np.float64]:
    number = len(size)
    if kind.noise == "heavy":
        return np.asarray(kind.spread * draw.standard_t(2.5, number))
    if kind.noise == "skewed":
        return np.asarray(kind.spread * (draw.exponential(1.0, number) - 1.0))
    if kind.noise == "uneven":
        return np.asarray(draw.normal(0, 1, number) * kind.spread * np.exp(-0.5 * size))
    if kind.noise == "double":
        return np.asarray(draw.normal(0, 0.2, number) + 2.0 * kind.spread * (draw.random(number) < _SECOND))
    return np.asarray(draw.normal(0, kind.spread, number))


def _on_file(kind: Kind, draw: np.random.Generator, size: NDArray[np.float64]) -> NDArray[np.bool_]:
    if not kind.chosen:
        return np.asarray(draw.random(len(size)) < kind.known)
    odds = 1.0 / (1.0 + np.exp(-1.5 * (size - np.quantile(size, 1 - kind.known))))
    return np.asarray(draw.random(len(size)) < odds)


def _some(draw: np.random.Generator, values: NDArray[np.float64], kind: Kind) -> NDArray[np.float64]:
    return np.where(draw.random(len(values)) < kind.missing, np.nan, values)


def _wallets(kind: Kind, draw: np.random.Generator, share: NDArray[np.float64]) -> NDArray[np.float64]:
    seen = np.clip(share * np.exp(draw.normal(0, 0.2, len(share))), 0.01, 1.0)
    return np.where(draw.random(len(share)) < kind.wallets, seen, np.nan)


def _lists(draw: np.random.Generator, names: tuple[str, ...], number: int) -> list[list[str]]:
    held = draw.random((number, len(names))) < _LISTED
    return [[name for name, has in zip(names, row, strict=True) if has] for row in held]
