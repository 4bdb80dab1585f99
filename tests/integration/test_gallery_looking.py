"""Chromium finds what cannot be read, and nothing in a page that can."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evals.gallery.looking import NoBrowserError, browser, look_at, photograph
from evals.gallery.page import Surface, write_page


def _has_browser() -> bool:
    try:
        return bool(browser())
    except NoBrowserError:
        return False


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not _has_browser(), reason="there is no Chromium on this machine"),
]
WORDS: dict[str, Any] = {
    "type": "section",
    "text": {"type": "plain_text", "text": "Nebelhorn needs you " * 30},
}
BUTTON: dict[str, Any] = {"type": "button", "text": {"type": "plain_text", "text": "Brief me on " + "x" * 60}}


def page(*blocks: dict[str, Any]) -> str:
    return write_page([Surface("message", "Priya asks", list(blocks), "spoken")], {})


def test_nothing_is_wrong_with_a_page_that_can_be_read() -> None:
    assert look_at(page(WORDS, {"type": "actions", "elements": [BUTTON, BUTTON]}, {"type": "divider"})) == []


def test_what_is_too_wide_or_too_pale_is_found_and_named() -> None:
    planted = """
        .light .words { white-space: nowrap; }
        .light .context { color: rgba(0, 0, 0, 0.4); }
        .dark .words { color: #555555; }
    """
    small = {"type": "context", "elements": [{"type": "plain_text", "text": "As of 31 October"}]}
    found = look_at(page(WORDS, small).replace("</style>", f"{planted}</style>"))
    told = {(one.partition(":")[0].partition(" ")[0], "As of" in one) for one in found}
    assert told == {("too", False), ("contrast", False), ("contrast", True)}
    assert all("Priya asks" in one for one in found)


@pytest.mark.long
def test_a_photograph_ends_where_the_page_does(tmp_path: Path) -> None:
    photograph(page(WORDS), tmp_path / "page.png", height=2_000)
    with Image.open(tmp_path / "page.png") as taken:
        width, height = taken.size
    assert (width, 200 < height < 1_500) == (1_400, True)
