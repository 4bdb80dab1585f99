"""Where the tour takes place: a workspace with its people and the service; with the sample, or empty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from assistant.app import open_database_of
from assistant.intake import Importer
from assistant.settings import Settings
from evals.sample_workspace import (
    MARCOS_EMAIL,
    NINA,
    SUNDAY,
    VERA,
    Clock,
    World,
    add_people_of_sample,
    let_in_viewer,
    serving,
)
from evals.slack_standin import Channel, SlackStandin, User
from knowledge.encoder import EmbeddedEncoder
from knowledge.importing.options import ImportOptions
from knowledge.sample import write_sample
from knowledge.team_channels import TeamChannel, register_channel
from tools.policy import Policy

OWNER = "UOWNER001"
TEAM, OTHER, OUTSIDE = "CDACH0001", "CFLOOR001", "CNEBEL001"

_VERA: Final = ("vera.lindt@vendor.example", "Vera Lindt")
_NINA: Final = ("nina.okoro@vendor.example", "Nina Okoro")


@contextmanager
def filled(home: Path) -> Iterator[World]:
    """The sample and its people, with a viewer and a colleague who is not known; three channels."""
    write_sample(home / "sample")
    with open_database_of(Settings(home=home)) as engine:
        importer = Importer(engine, "EUR", Policy(), Clock(), EmbeddedEncoder())
        importer.take_in(home / "sample", ImportOptions())
    with peopled(home) as world:
        yield world


@contextmanager
def peopled(home: Path) -> Iterator[World]:
    """The same in a folder that has the sample already."""
    team = TeamChannel(TEAM, "team-dach", MARCOS_EMAIL, SUNDAY, "DACH", digest=True)
    with open_database_of(Settings(home=home)) as engine, engine.begin() as connection:
        let_in_viewer(connection, *_VERA)
        register_channel(connection, team)
    with serving(World, home, _settle) as world:
        yield world


@contextmanager
def empty(home: Path) -> Iterator[World]:
    """A workspace right after the installation: its owner, a colleague, no data."""
    with serving(World, home, _settle_owner) as world:
        yield world


def _settle(slack: SlackStandin) -> None:
    add_people_of_sample(slack)
    slack.add_user(User(VERA, *_VERA))
    slack.add_user(User(NINA, *_NINA))
    slack.add_channel(Channel(TEAM, name="team-dach"))
    slack.add_channel(Channel(OTHER, name="sales-floor"))
    slack.add_channel(Channel("CFALKEN01", name="ext-falkenried-it", shared=True))
    slack.add_channel(Channel(OUTSIDE, name="ext-nebelhorn-systemhaus", shared=True))


def _settle_owner(slack: SlackStandin) -> None:
    slack.add_user(User(OWNER, "olga.owner@vendor.example", "Olga Owner", is_admin=True))
    slack.add_user(User(NINA, *_NINA))
