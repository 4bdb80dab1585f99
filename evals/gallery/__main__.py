"""Writes the page and lets Chromium look at it: `python -m evals.gallery [--to FILE] [--pictures FOLDER]`."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import Final

from evals.gallery.looking import NoBrowserError, look_at, photograph
from evals.gallery.page import write_page
from evals.gallery.tour.walking import Seen, walk_all

_PAGE: Final = Path("build/gallery.html")
_ON_ONE: Final = 4  # surfaces on a picture that can be looked at as it is


def main() -> int:
    """Print the page's path and what is wrong with it; 1 if anything is."""
    parser = argparse.ArgumentParser(prog="python -m evals.gallery", description=__doc__)
    parser.add_argument("--to", type=Path, default=_PAGE, help="the HTML file (%(default)s)")
    parser.add_argument("--pictures", type=Path, help="a folder for PNGs of it, some surfaces on each")
    chosen = parser.parse_args()
    to: Path = chosen.to
    logging.disable(logging.WARNING)  # what the tour provokes on purpose
    seen = walk_all()
    page = write_page(seen.surfaces, seen.pictures)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(page, encoding="utf-8")
    print(f"{len(seen.surfaces)} surfaces: {to}")
    wrong = [*seen.failures, *_looked(page)]
    print("\n".join(wrong) or "Nothing is wrong with it.")
    if chosen.pictures:
        _photograph(seen, chosen.pictures)
    return 1 if wrong else 0


def _photograph(seen: Seen, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(seen.surfaces), _ON_ONE):
        some = seen.surfaces[start : start + _ON_ONE]
        photograph(write_page(some, seen.pictures, start + 1), folder / f"{start + 1:03}.png")


def _looked(page: str) -> list[str]:
    try:
        return look_at(page)
    except NoBrowserError as error:
        print(f"Not looked at for overflow and contrast. {error}")
        return []


if __name__ == "__main__":
    sys.exit(main())
