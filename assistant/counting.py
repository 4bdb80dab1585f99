"""Counts with their noun."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """`1 row`, `1,200 rows`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def every(minutes: int) -> str:
    """`every minute`, `every 15 minutes`."""
    return "every minute" if minutes == 1 else f"every {minutes} minutes"
