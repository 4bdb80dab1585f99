"""Words that the embedded planner looks for, kept as data under `planner/`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def value_patterns(slot: str) -> dict[str, re.Pattern[str]]:
    """For each value of a slot (lane, tier, …) the words that say it, over folded text."""
    return {value: re.compile(pattern) for value, pattern in _stored("words")[slot].items()}


@cache
def words_for(slot: str) -> re.Pattern[str]:
    """The words that say a yes-or-no slot (`stuck`, `person`, `portfolio`), over folded text."""
    return re.compile(_stored("words")[slot])


@cache
def shape(name: str) -> re.Pattern[str]:
    """The pattern of a kind of sentence, such as `why` or `note`."""
    return re.compile(_stored("shapes")[name])


@cache
def shapes(name: str) -> tuple[re.Pattern[str], ...]:
    """Patterns that stand in an order, such as the ordinals."""
    return tuple(re.compile(pattern) for pattern in _stored("shapes")[name])


@cache
def named_shapes(name: str) -> dict[str, re.Pattern[str]]:
    """Patterns by what they mean, in the order in which they are tried."""
    return {key: re.compile(pattern) for key, pattern in _stored("shapes")[name].items()}


@cache
def talk(name: str) -> re.Pattern[str]:
    """The pattern of a short message in a conversation, such as `greeting`, over folded text."""
    return re.compile(_stored("talk")[name])


@cache
def condition(name: str) -> re.Pattern[str]:
    """The words that state a kind of condition, such as `window`, over folded text with names masked."""
    stored = _stored("conditions")
    return re.compile(stored[name].replace("<span>", stored["span"]))


@cache
def correcting(name: str) -> re.Pattern[str]:
    """The words of a correction, such as `other_one`, over folded text."""
    return re.compile(_stored("corrections")[name])


@cache
def correcting_words(group: str) -> dict[str, re.Pattern[str]]:
    """A group of such words by what they say: `tells`, `besides`, `tools`."""
    return {key: re.compile(pattern) for key, pattern in _stored("corrections")[group].items()}


@cache
def bare_values(tool: str) -> dict[str, dict[str, re.Pattern[str]]]:
    """The words that name a value of the tool's arguments in a half sentence, by argument and value."""
    return {
        argument: {value: re.compile(pattern) for value, pattern in values.items()}
        for argument, values in _stored("bare_values").get(tool, {}).items()
    }


@cache
def drafting(name: str) -> re.Pattern[str]:
    """The words with which a draft is described or changed, such as `no_ask`, over folded text."""
    stored = _stored("drafting")
    return re.compile(stored[name].replace("<stop>", stored["stop"]))


@cache
def drafting_words(group: str) -> dict[str, re.Pattern[str]]:
    """A group of such words by what they ask for: `styles`, `mentions`, `withouts`."""
    return {key: re.compile(pattern) for key, pattern in _stored("drafting")[group].items()}


@cache
def following_up(name: str) -> re.Pattern[str]:
    """The words of a message about reminders, such as `opens`, over folded text."""
    return re.compile(_stored("follow_ups")[name])


@cache
def follow_up_actions() -> dict[str, re.Pattern[str]]:
    """The words that ask to tick off, move or cancel, in the order in which they are tried."""
    return {name: re.compile(pattern) for name, pattern in _stored("follow_ups")["actions"].items()}


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(files("prompts").joinpath(f"planner/{name}.txt").read_text(encoding="utf-8").split())


def ordinary_words() -> frozenset[str]:
    """Everyday words that companies like to be called."""
    return word_list("ordinary")


@cache
def _stored(name: str) -> dict[str, Any]:
    text = files("prompts").joinpath(f"planner/{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
