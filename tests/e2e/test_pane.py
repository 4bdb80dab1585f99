"""The conversation in the pane: opened in both forms, asked, answered while it is written, gone on with."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from langchain_core.messages import AIMessage, AIMessageChunk
from sqlalchemy import delete, insert, select
from syrupy.assertion import SnapshotAssertion

from assistant.app import open_database_of, open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from assistant.writing.writer import Writer
from evals.slack_standin import Fault, Message, SlackStandin, User
from evals.slack_standin.standin import MANIFEST
from knowledge.outbox import OutboxState
from knowledge.tables import INCOMING, drafts, feedback, outbox, questions, streams
from tests.e2e.conftest import SPEED
from tests.e2e.installing_world import until
from tests.e2e.test_jobs import text_of

NOW = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)
PRIYA = "U07PNAIR01"
PAUSE = 0.05  # seconds between two words of the model
_SLOT = re.compile(r"\{(f\w+)\}: ([^\n]*)")


class SlowWriter:
    """As much of a model as writing needs: it takes its time over sentences about the facts it was given."""

    def invoke(self, messages: Sequence[tuple[str, str]]) -> AIMessage:
        return AIMessage(" ".join(sentences(messages)))

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[AIMessageChunk]:
        for sentence in sentences(messages):
            time.sleep(PAUSE)
            yield AIMessageChunk(content=f"{sentence} ")


def sentences(messages: Sequence[tuple[str, str]]) -> list[str]:
    """One about each of three facts that are partners' names, or about the first fact."""
    known = _SLOT.findall(messages[-1][1])
    named = [slot for slot, what in known if what.startswith("partner")] or [known[0][0]]
    return [f"Please look at {{{slot}}}." for slot in named[:3]]


@pytest.fixture(scope="module")
def home(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the sample in it, for all tests here."""
    folder = tmp_path_factory.mktemp("pane home")
    shutil.copy(sample_template, folder / "rapport.db")
    with open_database_of(Settings(home=folder)) as engine, engine.begin() as connection:
        person = {"email": "vera@vendor.example", "name": "Vera", "role": "viewer"}
        connection.execute(insert(INCOMING["managers"]).values(**person))
    return folder


@pytest.fixture(scope="module")
def opened(home: Path) -> Iterator[Rapport]:
    began = time.monotonic()
    with open_rapport(
        Settings(home=home), clock=lambda: NOW + timedelta(seconds=time.monotonic() - began)
    ) as rapport:
        yield rapport


@pytest.fixture(autouse=True)
def _from_the_start(opened: Rapport) -> None:
    """Nothing has been asked or posted yet."""
    with opened.engine.begin() as connection:
        for table in (feedback, questions, outbox, streams, drafts):
            connection.execute(delete(table))


@pytest.fixture
def manifest() -> Path:
    return MANIFEST


@pytest.fixture
def slack(manifest: Path) -> Iterator[SlackStandin]:
    with SlackStandin.start(manifest, speed=SPEED) as standin:
        standin.add_user(User(PRIYA, "priya.nair@vendor.example", "Priya Nair"))
        standin.add_user(User("UVERA000", "vera@vendor.example", "Vera"))
        standin.add_user(User("UGUEST00", "guest@vendor.example", "Guest", is_restricted=True))
        yield standin


@pytest.fixture
def serve(slack: SlackStandin, tmp_path: Path) -> Iterator[Callable[[Rapport], Service]]:
    """Starts the app over HTTP; stops it at the end."""
    running: list[Service] = []

    def begin(rapport: Rapport) -> Service:
        names = {name.lower(): value for name, value in slack.environment.items()}
        settings = Settings(home=tmp_path / f"home {len(running)}", **names)  # type: ignore[arg-type]  # strings
        service = Service(rapport, settings, 0, "127.0.0.1", Pace(gap=0.03), rapport=rapport)
        service.start()
        running.append(service)
        slack.server.over_http(service.address)
        return service

    yield begin
    for service in running:
        service.stop()


@pytest.fixture
def service(serve: Callable[[Rapport], Service], opened: Rapport) -> Service:
    return serve(opened)


@pytest.fixture
def written_slowly(serve: Callable[[Rapport], Service], opened: Rapport) -> Service:
    """The same with a model that words the answers."""
    writer = Writer(opened.asking.phrases, SlowWriter())  # type: ignore[arg-type]  # as it says
    return serve(replace(opened, asking=replace(opened.asking, writer=writer)))


def posts(slack: SlackStandin, count: int, user: str = PRIYA) -> list[Message]:
    slack.wait_for(lambda: len(finished(slack, user)) >= count)
    return finished(slack, user)


def finished(slack: SlackStandin, user: str = PRIYA) -> list[Message]:
    """What is whole: a streamed message has its twin in words only then."""
    return [post for post in slack.messages(slack.dm(user)) if post.metadata and post.text]


def clean(slack: SlackStandin) -> bool:
    workspace = slack.workspace
    return workspace.breaches == workspace.markup == workspace.stream_markup == []


# Opening


@pytest.mark.usefixtures("service")
def test_the_messages_tab_greets_once_a_day_with_prompts_of_ones_own(
    slack: SlackStandin, snapshot: SnapshotAssertion
) -> None:
    for _ in range(3):
        slack.open_home(PRIYA, "messages")
    greeting = posts(slack, 1)[0]
    prompts = slack.wait_for(lambda: slack.workspace.prompts.get((slack.dm(PRIYA), ""))) or []
    assert {"greeting": greeting.text, "blocks": greeting.blocks, "prompts": prompts} == snapshot
    slack.say(PRIYA, prompts[0]["message"])
    assert "need" in text_of(posts(slack, 2)[1]) or posts(slack, 2)[1].blocks
    slack.open_home(PRIYA, "messages")
    assert len(finished(slack)) == 2
    assert clean(slack)


@pytest.mark.usefixtures("service")
def test_the_next_day_has_a_greeting_of_its_own(slack: SlackStandin, service: Service) -> None:
    slack.open_home(PRIYA, "messages")
    posts(slack, 1)
    rapport = service.workflows.errands.rapport
    assert rapport is not None
    tomorrow = replace(rapport, now=lambda: NOW + timedelta(days=1))
    errands = replace(service.workflows.errands, rapport=tomorrow)
    assert errands.pane
    assert errands.pane.opened(slack.dm(PRIYA), PRIYA) == ["greeting:priya.nair@vendor.example:2026-10-06"]


@pytest.mark.usefixtures("service")
def test_who_is_not_served_gets_neither_greeting_nor_prompts(slack: SlackStandin, service: Service) -> None:
    slack.open_home("UGUEST00", "messages")
    errands = service.workflows.errands.pane
    assert errands
    assert errands.opened(slack.dm("UGUEST00"), "UGUEST00") == []
    assert slack.messages(slack.dm("UGUEST00")) == []
    assert slack.workspace.prompts == {}


class TestTheOlderPane:
    """`assistant_view`, as installations have it that did not move yet."""

    @pytest.fixture
    def manifest(self, tmp_path: Path) -> Path:
        body = yaml.safe_load(MANIFEST.read_text())
        described = body["features"].pop("agent_view")["agent_description"]
        body["features"]["assistant_view"] = {"assistant_description": described}
        events = body["settings"]["event_subscriptions"]["bot_events"]
        events += ["assistant_thread_started", "assistant_thread_context_changed"]
        path = tmp_path / "manifest.yaml"
        path.write_text(yaml.safe_dump(body))
        return path

    @pytest.mark.usefixtures("service")
    def test_every_thread_is_greeted_and_goes_on_with_what_was_said_in_it(self, slack: SlackStandin) -> None:
        thread = slack.open_pane(PRIYA)
        greeting = posts(slack, 1)[0]
        assert greeting.thread_ts == thread
        assert greeting.text.startswith("Good morning, Priya.")
        dm = slack.dm(PRIYA)
        prompts = slack.wait_for(lambda: slack.workspace.prompts.get((dm, thread))) or []
        assert 1 <= len(prompts) <= 4
        slack.say(PRIYA, "How is Nebelhorn doing?", thread_ts=thread)
        assert posts(slack, 2)[1].thread_ts == thread
        slack.wait_for(lambda: slack.workspace.titles.get((dm, thread)) == "How is Nebelhorn doing?")
        slack.say(PRIYA, "Brief me on them", thread_ts=thread)
        assert "Nebelhorn" in text_of(posts(slack, 3)[2])
        assert slack.workspace.titles[(dm, thread)] == "How is Nebelhorn doing?"
        second = slack.open_pane(PRIYA)
        assert posts(slack, 4)[3].thread_ts == second
        slack.change_context(PRIYA, second, slack.dm(PRIYA))
        assert clean(slack)


# Asking


@pytest.mark.usefixtures("service")
def test_a_question_has_a_sign_of_life_a_title_and_an_answer_in_its_thread(slack: SlackStandin) -> None:
    asked = slack.say(
        PRIYA, "Brief me on Nebelhorn & <!channel> [x](https://evil.test) please " + "very " * 20
    )
    answer = posts(slack, 1)[0]
    assert answer.thread_ts == asked.ts
    dm = slack.dm(PRIYA)
    title = slack.wait_for(lambda: slack.workspace.titles.get((dm, asked.ts))) or ""
    assert title.startswith("Brief me on Nebelhorn &")
    assert len(title) <= 60
    told = [one["status"] for one in slack.workspace.thread_statuses if "status" in one]
    assert told[0] == "is looking at your partners…"
    assert slack.status(PRIYA, asked.ts) == ""
    assert slack.calls("chat.startStream") == []
    assert clean(slack)


@pytest.mark.usefixtures("service")
def test_a_follow_up_in_the_thread_of_a_question_keeps_its_memory(slack: SlackStandin) -> None:
    asked = slack.say(PRIYA, "How is Nebelhorn doing?")
    posts(slack, 1)
    slack.say(PRIYA, "Write them a check-in", thread_ts=asked.ts)
    answer, card = posts(slack, 3)[1:]
    assert answer.thread_ts == card.thread_ts == asked.ts
    assert "Nebelhorn" in text_of(card) + text_of(answer)


def test_a_model_s_answer_grows_and_ends_as_it_would_have_been_posted(
    slack: SlackStandin, opened: Rapport, written_slowly: Service, snapshot: SnapshotAssertion
) -> None:
    asked = slack.say(PRIYA, "Which partners need attention?")
    growing = slack.wait_for(lambda: [one for one in slack.messages(slack.dm(PRIYA)) if one.streaming], 20)[0]
    answer = posts(slack, 1)[0]
    assert answer.ts == growing.ts
    assert answer.thread_ts == asked.ts
    begun = slack.calls("chat.startStream")[0].arguments
    assert begun["recipient_user_id"] == PRIYA
    assert len(slack.calls("chat.startStream")) == len(slack.calls("chat.stopStream")) == 1
    assert begun["chunks"] == snapshot(name="begun")
    assert answer.blocks[:2] == snapshot(name="finished")  # its prose; the rest is as in any answer
    assert text_of(answer).count("Please look at") == 2 * answer.text.count("Please look at")
    outbox_id = f"answer:{answer.channel}:{asked.ts}:answer"
    posted = written_slowly.workflows.errands.postman.posted(outbox_id)
    assert (posted.message_ts, posted.payload["blocks"]) == (answer.ts, answer.blocks)
    assert posted.state in (OutboxState.SENDING, OutboxState.SENT)
    slack.click(PRIYA, answer, "verdict", "good")
    slack.wait_for(lambda: verdicts(opened))
    assert slack.status(PRIYA, asked.ts) == ""
    assert slack.calls("chat.postMessage") == []
    assert clean(slack)


def verdicts(rapport: Rapport) -> list[str]:
    with rapport.engine.connect() as connection:
        return list(connection.execute(select(feedback.c.kind)).scalars())


TROUBLE = {
    "Slack does not take streams": Fault("chat.startStream", error="not_allowed"),
    "there are too many streams": Fault("chat.startStream", status=429),
    "the start's reply is lost": Fault("chat.startStream", drop="reply"),
    "the start is lost": Fault("chat.startStream", drop="request"),
    "the stream has ended": Fault("chat.appendStream", error="message_not_in_streaming_state"),
    "an addition is lost": Fault("chat.appendStream", drop="request"),
    "the end is lost": Fault("chat.stopStream", drop="request"),
    "the end's reply is lost": Fault("chat.stopStream", drop="reply"),
    "the whole is lost": Fault("chat.update", drop="request"),
    "the whole's reply is lost": Fault("chat.update", drop="reply"),
    "the message is gone": Fault("chat.update", error="message_not_found"),
    "its blocks are refused": Fault("chat.update", error="invalid_blocks"),
    "the status is refused": Fault("assistant.threads.setStatus", error="not_allowed", times=9),
}
QUICK = ("there are too many streams", "the start's reply is lost", "the message is gone")


@pytest.mark.usefixtures("written_slowly")
@pytest.mark.parametrize(
    "trouble",
    [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.long]) for name in TROUBLE],
)
def test_whatever_goes_wrong_there_is_one_whole_answer(slack: SlackStandin, trouble: str) -> None:
    slack.fail(replace(TROUBLE[trouble]))
    asked = slack.say(PRIYA, "Which partners need attention?")
    answer = posts(slack, 1)[0]
    assert answer.thread_ts == asked.ts
    assert "Please look at" in answer.text
    left = [post for post in slack.messages(answer.channel) if post.ts != answer.ts]
    assert len(left) == (trouble == "the message is gone")  # which this stand-in still holds
    slack.click(PRIYA, answer, "ask_0")
    assert len(posts(slack, 2)) == 2
    assert clean(slack)


@pytest.mark.long
@pytest.mark.usefixtures("written_slowly")
def test_a_burst_is_answered_whether_it_may_be_streamed_or_not(slack: SlackStandin, opened: Rapport) -> None:
    asked = [slack.say(PRIYA, f"Which partners need attention? {number}") for number in range(30)]
    slack.wait_for(lambda: len(finished(slack)) == 30)
    assert {post.thread_ts for post in finished(slack)} == {one.ts for one in asked}
    assert len(slack.messages(slack.dm(PRIYA))) == 30
    assert 0 < len(slack.calls("chat.startStream")) <= 20
    refused = [call for call in slack.calls("chat.startStream") if call.answer == "ratelimited"]
    assert refused == []

    def states() -> set[str]:
        with opened.engine.connect() as connection:
            return set(connection.execute(select(streams.c.state)).scalars())

    until(lambda: states() == {"closed"})  # a moment after Slack has the whole answer
    with opened.engine.connect() as connection:
        assert (
            connection.execute(select(questions.c.question_id).where(questions.c.answered_at.is_(None))).all()
            == []
        )
