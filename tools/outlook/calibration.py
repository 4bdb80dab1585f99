"""How far chances were from what came."""

from __future__ import annotations

from typing import Final

import numpy as np

from tools.outlook.gamma import Floats

BINS: Final = 10


def calibration_error(came: Floats, chances: Floats, bins: int = BINS) -> float:
    """Mean distance between chance and share that came true, over equally large bins (ECE); lower is better.

    Source: Naeini, Cooper and Hauskrecht (2015), here with bins of equal size instead of equal width.
    """
    parts = np.array_split(np.argsort(chances, kind="stable"), min(bins, len(chances)))
    gaps = [len(part) * abs(came[part].mean() - chances[part].mean()) for part in parts]
    return float(sum(gaps) / len(chances)) if len(chances) else float("nan")
