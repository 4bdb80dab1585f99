"""Example questions by tool and language (`phrasings/*.yaml`), from which the embedded planner is fitted.

Names stand as `{partner}`, `{contact}`, `{manager}`, `{customer}`, `{sector}`, `{technology}` and `{region}`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Phrasing:
    """One way to ask.

    Attributes:
        tool: Toolbox name, `out_of_scope` or `forbidden`.
        language: en, de, es or fr.
        text: With placeholders for names.
    """

    tool: str
    language: str
    text: str

    @property
    def held_out(self) -> bool:
        """Whether it is kept for measuring: half of all, by a fixed hash of the text."""
        return hashlib.blake2b(self.text.encode(), digest_size=1).digest()[0] % 2 == 1


def load_phrasings() -> tuple[Phrasing, ...]:
    """Every phrasing, in file order."""
    folder = files("prompts").joinpath("phrasings")
    found = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            by_language: dict[str, list[str]] = yaml.load(file.read_text(encoding="utf-8"), _FAST)  # noqa: S506  a safe loader
            tool = file.name.removesuffix(".yaml")
            found += [
                Phrasing(tool, language, text) for language, texts in by_language.items() for text in texts
            ]
    return tuple(found)


def digest_of(phrasings: tuple[Phrasing, ...]) -> str:
    """Tells whether a head was fitted on exactly these."""
    lines = sorted(f"{phrasing.tool}\t{phrasing.language}\t{phrasing.text}" for phrasing in phrasings)
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=12).hexdigest()


_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
