"""Threads as people write them: follow-ups are for Rapport, chatter is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.listening import _every_tool
from assistant.planner.addressed import Overheard
from assistant.planner.deciding import Decider
from assistant.planner.head import EncodedOnce
from assistant.planner.judging import Judge
from assistant.planner.models import shipped_head
from assistant.planner.reading import read
from assistant.planner.thread import Call, Thread
from evals.worlds import AS_OF, world_names
from knowledge.encoder import EmbeddedEncoder
from prompts.words import ordinary_words

MISSED_AT_MOST = 0.125  # of what is for us: a mention always helps
DIALOGUES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("thread_dialogues.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def heard() -> dict[str, list[tuple[str, bool]]]:
    """By label: what was said, and whether it was taken to be for us."""
    names, head, encoder = world_names(), shipped_head(), EmbeddedEncoder()
    judge = Judge(head, EncodedOnce(encoder), names, _every_tool())
    ordinary = head.ordinary | ordinary_words()
    found: dict[str, list[tuple[str, bool]]] = {}
    for dialogue, label, words in _said():
        decider = Decider(judge, thread_after(dialogue))
        overheard = Overheard(read(words, names, AS_OF, ordinary), decider, label.startswith("interrupted"))
        found.setdefault(label.removeprefix("interrupted_"), []).append((words, overheard.is_for_us))
    return found


def thread_after(tool: str) -> Thread:
    shown = ("Quintara", "Orange Harbour", "Veldhoek")
    args: dict[str, Any] = {
        "partner_profile": {"partner": "Quintara"},
        "draft_message": {"partners": ["Quintara"]},
    }.get(tool, {"scope": "book"})
    return Thread((Call(tool, args),), shown[:1] if args.get("scope") is None else shown, shown)


def _said() -> Iterator[tuple[str, str, str]]:
    for dialogue in DIALOGUES:
        for label in ("ours", "theirs", "interrupted_ours", "interrupted_theirs"):
            for words in dialogue[label]:
                yield dialogue["after"], label, words


def test_chatter_is_never_answered(heard: dict[str, list[tuple[str, bool]]]) -> None:
    assert [words for words, for_us in heard["theirs"] if for_us] == []


def test_follow_ups_are_answered_without_a_mention(heard: dict[str, list[tuple[str, bool]]]) -> None:
    missed = [words for words, for_us in heard["ours"] if not for_us]
    assert len(missed) <= MISSED_AT_MOST * len(heard["ours"]), missed
