"""The tour from its beginning to its end."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from evals.gallery.page import Surface
from evals.gallery.tour import asking, beginning, channels, doing, following, forms, homes
from evals.gallery.tour.guide import Guide, NothingShownError
from evals.gallery.tour.worlds import empty, filled
from evals.sample_workspace import World
from evals.slack_standin import CannotSubmitError, Refused

Step = Callable[[Guide], None]
SAMPLE: Final[tuple[Step, ...]] = (
    *asking.STEPS,
    *doing.STEPS,
    *channels.STEPS,
    *forms.STEPS,
    *homes.STEPS,
    *following.STEPS,
    asking.charts_as_pictures,
)
"""In the order of time: the clock moves on in the reminders and digests."""
_SHOWS_NOTHING: Final = (
    NothingShownError,
    CannotSubmitError,
    Refused,
    LookupError,
    StopIteration,
    AssertionError,
    TimeoutError,
)


@dataclass
class Seen:
    """What a tour met.

    Attributes:
        pictures: PNG bytes by the id of the file in Slack.
        failures: Steps that showed nothing, and what Slack or our rules have against anything sent.
    """

    surfaces: list[Surface] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


def walk_all() -> Seen:
    """Both worlds, all steps."""
    seen = Seen()
    walk(seen, empty, beginning.STEPS)
    walk(seen, filled, SAMPLE)
    return seen


def walk(seen: Seen, world: Callable[[Path], AbstractContextManager[World]], steps: Sequence[Step]) -> None:
    """Go through some steps in a world of their own, and keep what they show."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, world(Path(folder)) as there:
        guide = Guide(there, seen.surfaces)
        for step in steps:
            before = len(seen.surfaces)
            try:
                step(guide)
            except _SHOWS_NOTHING as error:
                seen.failures.append(f"{step.__name__}: {type(error).__name__}: {error}")
            else:
                seen.failures += [] if seen.surfaces[before:] else [f"{step.__name__}: it showed nothing"]
        workspace = there.slack.workspace
        seen.failures += [*workspace.breaches, *workspace.stream_markup]
        seen.pictures |= {one.id: one.content for one in workspace.files.values() if one.content}
