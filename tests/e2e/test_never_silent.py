"""Whoever writes to Rapport or presses something of its gets an answer, whatever it is that they sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from evals.slack_standin import Message
from evals.slack_standin.workspace import BOT_USER
from knowledge.people import Role
from knowledge.tables import INCOMING
from tests.e2e.installing_world import BOSS, PARTNERS, PLAIN, World, installed, said

pytestmark = pytest.mark.slow

ATTENTION = "Which partners need attention?"
ANSWER = "answer_sources"  # a button under every answer with figures
IMAGE, CLIP = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x18ftypM4A "


@pytest.fixture
def world(tmp_path: Path, sqlite_database_url: str) -> Iterator[World]:
    """Somebody has begun, and nothing is imported."""
    with installed(tmp_path, sqlite_database_url) as world:
        world.slack.say(BOSS, "hello")
        world.posts(BOSS, 1)
        yield world


@pytest.fixture
def demo(world: World) -> World:
    """The demo data is loaded."""
    world.press(BOSS, "Try the demo data")
    world.posts(BOSS, 2)
    return world


def told(world: World, words: str, count: int = 1) -> Message:
    """The newest message with these words, once there are so many."""

    def found() -> list[Message]:
        posts = world.slack.messages(world.slack.dm(BOSS))
        return [one for one in posts if words in said(one)]

    return world.slack.wait_for(lambda: found()[count - 1 :], what=repr(words))[-1]


def drop(world: World, words: str, *names: str, content: bytes = PARTNERS) -> Message:
    files = [world.slack.add_file(BOSS, name, content) for name in names]
    return world.slack.share_file(BOSS, *files, text=words)


def heard(world: World, event: dict[str, Any]) -> None:
    """A direct message of the admin as Slack sends it."""
    boss, ts = world.slack.workspace.users[BOSS], "1700000009.000100"
    inner = {"type": "message", "channel": world.slack.dm(BOSS), "channel_type": "im", "user": BOSS}
    world.slack.happen(inner | {"team": boss.team, "ts": ts, "event_ts": ts} | event, "message.im", boss)


class TestFiles:
    def test_a_question_that_comes_with_a_file_is_answered_beside_the_preview(self, demo: World) -> None:
        asked = drop(demo, f"Here is our export. {ATTENTION}", "partners.csv")
        preview, answer = told(demo, "I do not mix yours with it"), told(demo, ANSWER)
        assert preview.thread_ts == answer.thread_ts == asked.ts

    def test_a_question_with_the_first_file_of_all_is_answered_too(self, world: World) -> None:
        drop(world, ATTENTION, "partners.csv")
        told(world, "2 new rows")
        told(world, "There are no partners yet")

    @pytest.mark.parametrize("words", ["here is our export", "Hier ist unser Export", "please import this"])
    def test_words_that_say_what_the_file_is_are_answered_by_its_preview(
        self, demo: World, words: str
    ) -> None:
        drop(demo, words, "partners.csv")
        told(demo, "I do not mix yours with it")
        demo.calm()
        assert len(demo.posts(BOSS, 3)) == 3

    def test_words_that_may_be_either_are_answered_by_the_preview_and_how_to_ask(self, demo: World) -> None:
        drop(demo, "our deals, Q3", "partners.csv")
        told(demo, "I do not mix yours with it")
        told(demo, "I took what you wrote to be about the file")

    def test_who_may_not_import_is_told_so_and_answered(self, demo: World) -> None:
        row = {"email": "plain@ours.example", "name": "Pat Plain", "role": Role.VIEWER.value}
        with demo.rapport.engine.begin() as connection:
            connection.execute(insert(INCOMING["managers"]).values(row))
        file = demo.slack.add_file(PLAIN, "partners.csv", PARTNERS)
        demo.slack.share_file(PLAIN, file, text="How many partners do we have?")
        refused, answer = sorted(demo.posts(PLAIN, 2), key=lambda one: "Only an admin" not in one.text)
        assert "Only an admin can import data" in refused.text
        assert "partners fit" in answer.text

    def test_files_that_are_too_many_are_named(self, world: World) -> None:
        drop(world, "", *(f"partners {number}.csv" for number in range(12)))
        left = told(world, "Please send these again")
        assert "partners 10.csv, partners 11.csv." in left.text
        assert len(world.posts(BOSS, 12)) == 12

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [("photo.png", IMAGE, "cannot read pictures"), ("audio_message.m4a", CLIP, "cannot listen")],
    )
    def test_a_picture_and_a_voice_clip_are_told_what_to_do_instead(
        self, world: World, name: str, content: bytes, words: str
    ) -> None:
        drop(world, "", name, content=content)
        answer = told(world, words)
        assert not list(answer.elements())

    def test_a_question_with_a_picture_is_answered(self, demo: World) -> None:
        drop(demo, ATTENTION, "photo.png", content=IMAGE)
        told(demo, "cannot read pictures")
        told(demo, ANSWER)


QUOTE = {"type": "rich_text_quote", "elements": [{"type": "text", "text": "call them"}]}
QUOTED = {"text": "call them", "blocks": [{"type": "rich_text", "elements": [QUOTE]}]}
ODD: dict[str, tuple[dict[str, Any], str]] = {
    "only a mention": ({"text": f"<@{BOT_USER}>"}, "I see no question in this"),
    "nothing": ({"text": ""}, "I see no question in this"),
    "only a quote": (QUOTED, "I read only"),
    "only a forwarded mail": ({"text": "From: Ada\nSubject: Price list\n\nHello"}, "I read only"),
    "a line about oneself": ({"text": ATTENTION, "subtype": "me_message"}, "There are no partners yet"),
    "10,000 characters": ({"text": f"{ATTENTION} " + "x" * 10_000}, "There are no partners yet"),
    "only an emoji": ({"text": ":tada:"}, "There are no partners yet"),
}


@pytest.mark.parametrize(("event", "words"), ODD.values(), ids=ODD)
def test_whatever_somebody_writes_to_us_is_answered(world: World, event: dict[str, Any], words: str) -> None:
    heard(world, event)
    assert words in said(world.posts(BOSS, 2)[-1])


def test_who_changes_a_message_is_told_once_that_the_first_words_count(world: World) -> None:
    asked = world.slack.say(BOSS, ATTENTION)
    world.posts(BOSS, 2)
    for words in ("Who went quiet?", "Who is rising?"):
        world.slack.edit(asked, words)
    note = told(world, "You changed your message")
    world.calm()
    assert note.thread_ts == asked.ts
    assert len(world.posts(BOSS, 3)) == 3


def test_a_mention_that_an_edit_brings_is_answered_and_one_that_was_answered_is_not_again(
    demo: World,
) -> None:
    boss, ts = demo.slack.workspace.users[BOSS], "1700000009.000100"
    inner = {"type": "app_mention", "channel": "CGENERAL1", "user": BOSS, "team": boss.team, "ts": ts}
    inner |= {"text": f"<@{BOT_USER}> {ATTENTION}", "event_ts": ts}
    for edited in ({"user": BOSS, "ts": "1700000010.000100"}, {"user": BOSS, "ts": "1700000011.000100"}):
        demo.slack.happen(inner | {"edited": edited}, "", boss)
    told(demo, ANSWER)
    demo.calm()
    assert len(demo.posts(BOSS, 3)) == 3


def test_an_answer_whose_thread_was_deleted_stands_outside_of_it(demo: World) -> None:
    demo.slack.say(BOSS, ATTENTION, thread_ts="1700000001.000100")
    assert told(demo, ANSWER).thread_ts == ""


class TestOldButtons:
    def test_the_demo_that_is_here_already_is_told_on_every_press(self, demo: World) -> None:
        demo.press(BOSS, "Try the demo data")
        told(demo, "was here already: 40 made-up partners")
        demo.press(BOSS, "Try the demo data")
        told(demo, "was here already", 2)

    def test_after_an_import_the_old_welcome_says_what_is_there_and_what_to_ask(self, world: World) -> None:
        drop(world, "", "partners.csv")
        told(world, "2 new rows")
        world.press(BOSS, "Import")
        told(world, "partners.csv is in")
        for count in (1, 2):
            world.press(BOSS, "Try the demo data")
            answer = told(world, "There is real data here already", count)
        assert ATTENTION in answer.text
        assert world.rows("partners") == 2

    def test_the_demo_can_be_loaded_again_by_the_same_button(self, demo: World) -> None:
        welcome = demo.posts(BOSS, 1)[0]
        demo.press(BOSS, "Remove the demo data")
        told(demo, "The demo data is gone")
        demo.slack.click(BOSS, welcome, "first_demo")
        told(demo, "The demo data is here", 2)
        assert demo.rows("partners") == 40

    def test_what_was_removed_already_is_told(self, demo: World) -> None:
        loaded = demo.posts(BOSS, 2)[-1]
        for words in ("The demo data is gone", "There is no demo data here any more"):
            demo.slack.click(BOSS, loaded, "first_clear_demo")
            told(demo, words)

    @pytest.mark.parametrize(
        ("first", "words"), [("Import", "the file is in. Undo"), ("Don't import", "drop it here again")]
    )
    def test_whoever_decides_a_second_time_is_told_how_it_stands(
        self, world: World, first: str, words: str
    ) -> None:
        drop(world, "", "partners.csv")
        preview = told(world, "2 new rows")
        world.press(BOSS, first)
        world.posts(BOSS, 3)
        world.slack.click(BOSS, preview, "upload_drop")
        told(world, words)
