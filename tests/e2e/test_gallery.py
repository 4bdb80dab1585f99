"""The tour through everything that people see: each step shows something, and all of it can be read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evals.gallery.looking import NoBrowserError, look_at
from evals.gallery.page import write_page
from evals.gallery.tour import asking
from evals.gallery.tour.guide import Guide
from evals.gallery.tour.walking import Seen, walk, walk_all
from evals.gallery.tour.worlds import peopled
from evals.sample_workspace import World

pytestmark = pytest.mark.slow


def nothing(_guide: Guide) -> None:
    """A step that shows nothing."""


def test_a_few_surfaces_come_through_and_a_step_that_shows_nothing_is_named(sample_template: Path) -> None:
    @contextmanager
    def with_the_sample(home: Path) -> Iterator[World]:
        shutil.copy(sample_template, home / "rapport.db")
        with peopled(home) as world:
            yield world

    seen = Seen()
    walk(seen, with_the_sample, [asking.the_pane_opens, nothing, asking.somebody_elses_partner])
    assert seen.failures == ["nothing: it showed nothing"]
    assert {one.place for one in seen.surfaces} == {"message", "prompts"}
    page = write_page(seen.surfaces, seen.pictures)
    assert "Good afternoon, Priya." in page
    assert all(one.caption in page for one in seen.surfaces[:2])


@pytest.mark.long
def test_every_surface_is_there_and_can_be_read() -> None:
    seen = walk_all()
    assert seen.failures == []
    assert len(seen.surfaces) > 100
    assert seen.pictures
    try:
        assert look_at(write_page(seen.surfaces, seen.pictures)) == []
    except NoBrowserError as error:
        pytest.skip(str(error))
