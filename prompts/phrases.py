"""The phrases in which answers are said, by key, and the words for our own codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, TypeVar

import yaml

from prompts.slots import SlotError, SlottedText, parse

LABELS: Final = "labels"
_T = TypeVar("_T")


class PhrasesError(ValueError):
    """The phrase files contradict each other or hold a bad slot; the text names each place."""


class UnknownPhraseError(KeyError):
    """Nobody wrote a phrase for that key."""


@dataclass(frozen=True)
class Phrases:
    """All phrases of one language.

    Attributes:
        texts: By full key, for example `attention.silent`.
        labels: Our codes in words, for example `tier.key_partner` as "key partner".
    """

    language: str
    texts: Mapping[str, SlottedText]
    labels: Mapping[str, str]

    def text(self, key: str) -> SlottedText:
        """The phrase of that key; UnknownPhraseError names the nearest keys if there is none."""
        if key not in self.texts:
            near = ", ".join(get_close_matches(key, self.texts, 3)) or "none is near"
            raise UnknownPhraseError(f"no phrase {key!r} in {self.language!r}; nearest: {near}")
        return self.texts[key]

    def label(self, code: str) -> str:
        """The words for a code; a code without words is read out, its last part with blanks."""
        return self.labels.get(code, code.rpartition(".")[2].replace("_", " "))


def load(folder: Traversable, language: str) -> Phrases:
    """Read every `*.yaml` in `folder/language`; the file's name is the prefix of its keys.

    Files whose names begin with `labels` map codes to words instead.

    Raises:
        PhrasesError: A key or code stands twice, a text is none, or a slot is bad.
    """
    texts: dict[str, SlottedText] = {}
    labels: dict[str, str] = {}
    problems: list[str] = []
    for file in sorted(folder.joinpath(language).iterdir(), key=lambda entry: entry.name):
        prefix = file.name.removesuffix(".yaml")
        if prefix == file.name:
            continue
        for key, text in _entries(file, problems):
            if prefix.startswith(LABELS):
                _add(labels, key, text, file.name, problems)
                continue
            try:
                _add(texts, f"{prefix}.{key}", parse(text), file.name, problems)
            except SlotError as error:
                problems.append(f"{file.name}: {key}: {error}")
    if problems:
        raise PhrasesError("The phrases need a look:\n" + "\n".join(f"  - {problem}" for problem in problems))
    return Phrases(language, texts, labels)


@cache
def phrases(language: str = "en") -> Phrases:
    """The phrases that Rapport ships; a language without any falls back to English."""
    folder = files("prompts").joinpath("phrases")
    return load(folder, language if folder.joinpath(language).is_dir() else "en")


def _entries(file: Traversable, problems: list[str]) -> Iterator[tuple[str, str]]:
    """The key-text pairs of a file; of two equal keys both, though YAML itself would keep the last."""
    root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        problems.append(f"{file.name}: a flat map of key to text is needed")
        return
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and value.value.strip():
            yield str(key.value), str(value.value).strip()
        else:
            problems.append(f"{file.name}, line {key.start_mark.line + 1}: a text is needed")


def _add(known: dict[str, _T], key: str, value: _T, file: str, problems: list[str]) -> None:
    if key in known:
        problems.append(f"{file}: {key!r} stands twice; keep one")
    known.setdefault(key, value)
