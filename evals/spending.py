"""What the answers of a suite cost: seconds, requests to models, tokens, money."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import quantiles
from typing import Final

from evals.replies import Reply

_MILLION: Final = 1_000_000


def spending_lines(replies: Sequence[Reply], price: tuple[float, float] | None = None) -> list[str]:
    """Median and 95th percentile of the seconds; with a model its requests, tokens and money per answer.

    Args:
        price: Of a million tokens in and out; None leaves money out.
    """
    if len(replies) < 2:  # noqa: PLR2004  quantiles need two
        return []
    cuts = quantiles([one.seconds for one in replies], n=20)
    lines = [f"seconds for an answer: median {cuts[9]:.3f}, 95 % within {cuts[18]:.3f}"]
    calls = [call for one in replies for call in one.requests]
    tokens_in, tokens_out = sum(one.input_tokens for one in calls), sum(one.output_tokens for one in calls)
    if not tokens_in:
        return lines
    cached, count = sum(one.cached_tokens for one in calls), len(replies)
    lines.append(
        f"per answer: {len(calls) / count:.2f} requests to a model, {tokens_in / count:,.0f} tokens in "
        f"({cached / tokens_in:.0%} from the provider's cache), {tokens_out / count:,.0f} out"
    )
    if price:
        money = (tokens_in * price[0] + tokens_out * price[1]) / _MILLION
        lines.append(f"cost: {money / count:.5f} per answer, {money:.2f} in all")
    return lines
