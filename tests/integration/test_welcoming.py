"""A person's day in one line on the sample, and prompts that are understood as they are meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update
from syrupy.assertion import SnapshotAssertion

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.welcoming import MOST_PROMPTS, Welcome
from knowledge.follow_ups import FollowUp, add_follow_up
from knowledge.people import Person, Role, all_people
from knowledge.tables import INCOMING
from tests.cost import seconds_of

NAMES = (
    "<!channel>",
    "Acme [x](https://evil.test)",
    "A" * 300,
    "\u202eright",
    "The Long Name of a Distribution Firm",
)
MORNING = datetime(2026, 10, 31, 7, 30, tzinfo=UTC)
TOOL = {
    "Why did": "explain_change",
    "Brief me": "call_brief",
    "Write": "draft_message",
    "Which partners need": "partners_needing_attention",
    "Who is rising": "partners_needing_attention",
    "Who is stuck": "journey_status",
    "Who moved": "tier_movements",
}
LATE = {"partners_needing_attention", "follow_ups"}


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home), clock=lambda: MORNING) as opened:
        yield opened


@pytest.fixture
def people(rapport: Rapport) -> list[Person]:
    with rapport.engine.connect() as connection:
        return all_people(connection)


@pytest.fixture
def priya(rapport: Rapport) -> Person:
    return rapport.person("priya.nair@vendor.example")


def welcomed(rapport: Rapport, person: Person) -> Welcome:
    return rapport.welcomes.welcome(person)


def test_everybody_is_greeted_with_their_own_day(
    rapport: Rapport, people: list[Person], snapshot: SnapshotAssertion
) -> None:
    shown = {person.email: welcomed(rapport, person) for person in people}
    assert {
        email: [one.greeting, *(f"{prompt.title} | {prompt.message}" for prompt in one.prompts)]
        for email, one in shown.items()
    } == snapshot


def test_every_prompt_calls_the_tool_that_it_promises(rapport: Rapport, people: list[Person]) -> None:
    seen = set()
    for person in people:
        book = rapport.roster.access(person).visible
        for prompt in welcomed(rapport, person).prompts:
            answer = rapport.ask(prompt.message, person)
            tools = {call.tool for call in answer.calls}
            wanted = next((tool for words, tool in TOOL.items() if prompt.message.startswith(words)), "")
            assert tools <= LATE if "promises" in prompt.message else tools == {wanted}, prompt
            named = [call.args.get("partner") or call.args.get("partners", [""])[0] for call in answer.calls]
            assert {one for one in named if one} <= book
            assert answer.refuse is None
            seen |= tools
    assert len(seen) >= 4


def test_the_numbers_are_those_of_the_answers(rapport: Rapport, priya: Person) -> None:
    said = welcomed(rapport, priya).greeting
    told = rapport.ask("Which partners need attention?", priya)
    count = said.split("Priya. ")[1].split()[0]
    assert f"{count} partners need" in told.text


def test_what_is_due_and_what_waits_is_counted(rapport: Rapport, priya: Person) -> None:
    with rapport.engine.begin() as connection:
        for number, hour in enumerate((7, 22)):  # the second is tomorrow where Priya is, if she is far east
            due = MORNING.replace(hour=hour)
            add_follow_up(connection, FollowUp(f"fu{number}", priya.email, "call", due, MORNING, MORNING))
    rapport.ask("Write Nebelhorn a check-in message", priya)
    assert "1 draft waits, 2 follow-ups are due today." in welcomed(rapport, priya).greeting
    east = replace(priya, timezone="Pacific/Auckland")
    assert "1 follow-up is due today." in welcomed(rapport, east).greeting
    assert welcomed(rapport, east).greeting.startswith("Good evening, Priya.")


def test_who_may_not_draft_is_not_offered_to(rapport: Rapport, priya: Person) -> None:
    viewer = replace(priya, role=Role.VIEWER)
    messages = [prompt.message for prompt in welcomed(rapport, viewer).prompts]
    assert len(messages) == MOST_PROMPTS
    assert not [one for one in messages if one.startswith("Write")]


def test_names_that_cannot_be_typed_are_left_out_and_long_ones_fit_a_button(
    rapport: Rapport, priya: Person
) -> None:
    partners = INCOMING["partners"]
    own = sorted(rapport.roster.access(priya).book)
    names = [
        "<!channel>",
        "Acme [x](https://evil.test)",
        "A" * 300,
        "\u202eright",
        "The Long Name of a Distribution Firm",
    ]
    with rapport.engine.begin() as connection:
        for number, partner_id in enumerate(own):
            row = update(partners).where(partners.c.partner_id == partner_id)
            connection.execute(
                row.values(name=f"{names[number % len(names)]} {number // len(names)}".strip())
            )
    prompts = welcomed(rapport, priya).prompts
    assert len(prompts) == MOST_PROMPTS
    shown = "".join(prompt.message + prompt.title for prompt in prompts)
    assert not set(shown) & set("<>[]\u202e")
    assert all(len(prompt.title) <= 60 for prompt in prompts)


def test_it_is_quick_once_the_day_is_known(rapport: Rapport, priya: Person) -> None:
    welcomed(rapport, priya)
    assert seconds_of(lambda: welcomed(rapport, priya)) < 0.3


def test_without_partners_the_next_step_is_told(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    with open_rapport(Settings(home=tmp_path), clock=lambda: MORNING) as empty:
        manager = empty.welcomes.welcome(Person("ada@example.com", "Ada Byron"))
        admin = empty.welcomes.welcome(Person("lea@example.com", "", role=Role.ADMIN))
    assert [manager, admin] == snapshot
