"""Prompts as Markdown with named variables, `{{name}}`; a missing or unknown one fails at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

_VARIABLE: Final = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")


class TemplateInvalid(Exception):
    """A prompt does not name exactly the variables that its user fills."""


@dataclass(frozen=True)
class Template:
    """One prompt.

    Attributes:
        name: File under `prompts/`, without the ending.
        text: Markdown with variables.
    """

    name: str
    text: str

    @property
    def variables(self) -> frozenset[str]:
        """Names of the variables in the text."""
        return frozenset(_VARIABLE.findall(self.text))

    def render(self, **values: str) -> str:
        """The text with every variable filled.

        Raises:
            TemplateInvalid: if a variable is missing or a value has no variable.
        """
        _require_same(self.name, self.variables, frozenset(values))
        return _VARIABLE.sub(lambda match: values[match[1]], self.text)


def load_template(name: str, variables: frozenset[str]) -> Template:
    """Read `prompts/<name>.md` and check that it names exactly those variables.

    Raises:
        TemplateInvalid: naming what is missing or unknown.
    """
    text = files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    template = Template(name, text)
    _require_same(name, template.variables, variables)
    return template


def _require_same(name: str, written: frozenset[str], given: frozenset[str]) -> None:
    if written != given:
        raise TemplateInvalid(
            f"prompts/{name}.md: in the text but without a value: {sorted(written - given)}; "
            f"given but not in the text: {sorted(given - written)}"
        )
