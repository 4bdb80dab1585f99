"""Invoices and payouts as people call them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from rapidfuzz.distance import OSA

from tools.spelling import allowed_edits, fold

_PIECES: Final = re.compile(r"[^\W\d_]+|\d+")
_NEAREST: Final = 3


def matching(asked: str, invoices: Iterable[str]) -> tuple[str, ...]:
    """The invoices that are meant: those of the whole number, else of its end, else of its numbers' end.

    `PAY-2606-1042` is found as `pay 2606 1042`, `2606-1042`, `1042` or `invoice no. 1042`, `INV-00077` as
    `77`; `042` finds neither.
    """
    known = list(dict.fromkeys(invoices))
    words, numbers = _pieces(asked), list(digits_of(asked))
    tests: tuple[Callable[[str], bool], ...] = (
        lambda one: _pieces(one) == words,
        lambda one: _ends(_pieces(one), words),
        lambda one: _ends(list(digits_of(one)), numbers),
    )
    for test in tests:
        if found := tuple(one for one in known if test(one)):
            return found
    return ()


def nearest(asked: str, invoices: Iterable[str]) -> tuple[str, ...]:
    """The invoices whose last numbers look most like those asked for, the newest first; none if none does."""
    sought = digits_of(asked)
    if not sought:
        return ()
    typed, most = "".join(sought), allowed_edits(len("".join(sought)))
    found = []
    for one in sorted(set(invoices), reverse=True):
        ending = "".join(digits_of(one)[-len(sought) :])
        edits = OSA.distance(typed, ending, score_cutoff=most)
        if ending and edits <= most:
            found.append((edits, abs(int(ending) - int(typed)), one))
    found.sort(key=lambda near: near[:2])
    return tuple(one for _, _, one in found[:_NEAREST])


def number_in(asked: str) -> str:
    """What was asked for without words around it: `1042` of `invoice no. 1042`."""
    words = [word for word in asked.split() if re.search(r"\d", word)]
    return " ".join(words) or asked.strip()


def digits_of(asked: str) -> tuple[str, ...]:
    """The numbers in what was asked for, without leading zeros: each stands in an invoice that is meant."""
    return tuple(piece for piece in _pieces(asked) if piece.isdigit())


def _pieces(text: str) -> list[str]:
    """Runs of letters and of digits, folded, without leading zeros."""
    return [piece.lstrip("0") or "0" if piece.isdigit() else piece for piece in _PIECES.findall(fold(text))]


def _ends(pieces: list[str], with_these: list[str]) -> bool:
    return bool(with_these) and pieces[-len(with_these) :] == with_these
