"""The playbook: every play can be read and fits somewhere; a user's folder on top."""

import os
import re
from pathlib import Path

import pytest

from prompts.phrases import phrases
from prompts.play_files import PlaysError, parse
from prompts.plays import load_playbook, shipped_plays
from tools.attention.due_reasons import PLAYS
from tools.journey import Phase
from tools.plays import Play, Reason, listed
from tools.plays.situation import BY_NAME
from tools.tiers import Tier

JARGON = re.compile(
    r"\b(?:leverag|synerg|touchpoint|stakeholder|align|enablement|bandwidth|holistic|actionable|ecosystem|"
    r"deliverable|win-win|cadence|empower|seamless|robust|utili[sz]|onboard|low-hanging|kpi|roi\b|best-in-class|"
    r"circle back|reach out|deep dive|move the needle|value proposition|going forward|pipeline|funnel|"
    r"dementor|diamond|growth hacker|tiers?\b|engagement|incentivi|strategic|proactive|optimi|impactful)"
)

GOOD = """---
name: coffee
title: have a coffee
goal: know each other
ask: When next?
when: you are in town
never: do not bring slides
stop: after one
kind: meeting
hours: 1
quiet_days: 30
---
- Go there.
2. Drink it.
"""


def texts(play: Play) -> tuple[str, ...]:
    return (play.title, play.goal, play.ask, play.when, play.never, play.stop, *play.steps)


@pytest.mark.parametrize("play", shipped_plays().values(), ids=lambda play: play.name)
def test_a_play_of_ours_reads_well(play: Play) -> None:
    for text in texts(play):
        assert not JARGON.search(text.lower()), text
        assert not re.search(r"[{}<>*_|]|https?:", text), text
    assert 4 <= len(play.steps) <= 10
    assert max(len(step.split()) for step in play.steps) <= 26
    assert len(play.title.split()) <= 15
    assert play.title[0].islower()
    assert not play.title.endswith(".")
    assert not play.tries or re.search(r"\b(?:one|two|three|once|twice)\b", play.stop)


def test_every_tier_in_every_phase_and_every_reason_has_a_play() -> None:
    plays = shipped_plays()
    for tier in Tier:
        assert all(listed(plays, tier, phase) for phase in Phase)
        assert all(tier in play.tiers for play in listed(plays, tier))
    for phase in Phase:
        assert listed(plays, phase=phase)
    assert all(listed(plays, reason=reason) for reason in Reason)


def test_whatever_attention_suggests_is_a_play_under_the_same_title() -> None:
    plays = shipped_plays()
    assert set(PLAYS.values()) <= plays.keys()
    for name in BY_NAME:
        assert phrases().label(f"play.{name}") == plays[name].title


def test_every_play_of_ours_has_words_for_a_review_and_leads_on_to_one_that_is_there() -> None:
    plays = shipped_plays()
    assert {f"done.play.{name}" for name in plays} <= phrases().labels.keys()
    assert {play.then for play in plays.values()} - {""} <= plays.keys()


def test_no_two_plays_share_a_name_by_which_people_call_them() -> None:
    names = [name for play in shipped_plays().values() for name in {play.title, *play.aliases}]
    assert len(names) == len(set(names))


def test_a_play_is_read_with_its_steps() -> None:
    play = parse(GOOD, "coffee.md")
    assert (play.title, play.hours, play.steps) == ("have a coffee", 1, ("Go there.", "Drink it."))
    assert (play.tiers, play.phases, play.reasons, play.tries) == (frozenset(), frozenset(), frozenset(), 0)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hours: 1", "hours: none", "coffee.md, line 10: hours: 'none' does not fit"),
        ("hours: 1", "hours: 1\ntiers: [gold]", "line 11: tiers: 'gold' .*key_partner"),
        ("hours: 1", "hours: 1\nphases: [start]", "line 11: phases: 'start' .*activation"),
        ("hours: 1", "hours: 1\nreasons: [boredom]", "line 11: reasons: 'boredom' .*going_dark"),
        ("kind: meeting", "kind: seance", "line 9: kind: 'seance' .*training"),
        ("hours: 1", "hors: 1", "line 10: 'hors' is no key of a play; valid: aliases, ask"),
        ("goal: know each other\n", "", "line 2: 'goal' is missing"),
        ("name: coffee", "name: tea", "line 2: name 'tea' differs from the file's; write 'coffee'"),
        ("name: coffee", "name: coffee\n\t- x: [", "line 3: not readable as YAML"),
        ("- Go there.\n2. Drink it.\n", "", "there are no steps"),
        ("---\nname", "name", "line 1: a play begins with ---"),
        ("hours: 1", "hours: true", "line 10: hours: True does not fit"),
        ("hours: 1", "hours: 2020-99-99", "line 2: not readable as YAML: month must be"),
        ("hours: 1", f"hours: {'[' * 500}", "line 2: not readable as YAML"),
        ("hours: 1", f"hours: {'x' * 900}", r"line 10: hours: 'x+\.\.\.x+' does not fit"),
        ("hours: 1", "hours: 1\nthen: coffee", "line 11: then 'coffee' is this very play"),
        ("- Go there.\n", "- Go.\n" * 30, "line 33: 31 steps; a play has 20 at most"),
        ("- Go there.\n", f"\n- {'x' * 300}\n", "line 14: 302 characters; a step has 240 at most"),
    ],
)
def test_what_is_wrong_is_named_with_line_value_and_what_would_be_valid(
    old: str, new: str, told: str
) -> None:
    assert old in GOOD
    with pytest.raises(PlaysError, match=told):
        parse(GOOD.replace(old, new, 1), "coffee.md")


def test_a_users_folder_replaces_adds_and_takes_out(tmp_path: Path) -> None:
    (tmp_path / "coffee.md").write_text("\ufeff" + GOOD, encoding="utf-8")
    changed = GOOD.replace("name: coffee", "name: talk\noff: false")
    (tmp_path / "talk.md").write_text(changed, encoding="utf-8")
    (tmp_path / "joint_plan.md").write_text("---\noff: true\n---\n", encoding="utf-8")
    (tmp_path / "autopilot.md").write_text("\n", encoding="utf-8")
    found = load_playbook(tmp_path)
    assert found.problems == ()
    assert found.plays["coffee"].title == found.plays["talk"].title == "have a coffee"
    assert {"joint_plan", "autopilot"}.isdisjoint(found.plays)
    assert found.plays["short_update"].then == ""  # what it led on to is gone
    assert shipped_plays()["short_update"].then == "autopilot"


def test_a_broken_file_is_named_and_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("Call them!", encoding="utf-8")
    (tmp_path / "latin.md").write_bytes(b"---\nname: caf\xe9\n---\n")
    (tmp_path / "notes.txt").write_text("no play", encoding="utf-8")
    found = load_playbook(tmp_path)
    assert found.plays == shipped_plays()
    assert [told.split(":")[0].split(",")[0] for told in found.problems] == ["latin.md", "talk.md"]


def test_what_is_no_plain_small_file_of_the_folder_is_named_without_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "plays"
    folder.mkdir()
    (tmp_path / "secret.md").write_text(GOOD, encoding="utf-8")
    (folder / "away.md").symlink_to(tmp_path / "secret.md")
    (folder / "big.md").write_text("x" * 64_001, encoding="utf-8")
    (folder / "folder.md").mkdir()
    (folder / "loop.md").symlink_to(folder / "loop.md")
    os.mkfifo(folder / "pipe.md")
    (folder / "unknown.md").write_text("---\noff: true\n---\n", encoding="utf-8")
    found = load_playbook(folder)
    assert found.plays == shipped_plays()
    assert [told.split(":")[0].split(",")[0] for told in found.problems] == [
        "away.md", "big.md", "folder.md", "loop.md", "pipe.md", "unknown.md"
    ]  # fmt: skip
    assert not any(str(tmp_path) in told for told in found.problems)


def test_without_a_folder_there_are_ours(tmp_path: Path) -> None:
    assert load_playbook(None) == load_playbook(tmp_path / "nowhere")
    assert load_playbook(None).plays == shipped_plays()
