"""The real application behind Slack on the sample's data, on the Sunday after it ends."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evals.sample_workspace import serving
from evals.slack_standin import Channel, SlackStandin
from tests.e2e.forms_world import World, bring_everybody, let_vera_in


@contextmanager
def home_world(sample: Path, folder: Path) -> Iterator[World]:
    """A copy of the sample's database and a viewer; everybody in Slack, and two channels."""
    shutil.copy(sample, folder / "rapport.db")
    let_vera_in(folder)
    with serving(World, folder, _settle) as world:
        yield world


def _settle(slack: SlackStandin) -> None:
    bring_everybody(slack)
    slack.add_channel(Channel("CDACH0001", name="team-dach"))
    slack.add_channel(Channel("CSHARED01", name="with-partners", shared=True))
