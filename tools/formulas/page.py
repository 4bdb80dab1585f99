"""Markdown of every formula: measures, sciences, weights and thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

from tools.formulas.contents import SCIENCES
from tools.formulas.docstrings import formula_of
from tools.formulas.science import Science
from tools.policy import Policy
from tools.scorecard import MEASURES, Fixed, Measure

_INTRODUCTION: Final = """\
# How every number is computed

Each figure in an answer is computed by the functions below from rows dated on or before the day in question;
`rapport ask --rows` shows which rows. Everything here is taken from the code: `python -m tools.formulas`
writes this page, and a test compares. Weights and thresholds stand in the last section and can be changed
with a YAML file named by `RAPPORT_POLICY`.
"""


def formulas_page() -> str:
    """The whole page."""
    return "\n".join(
        [
            _INTRODUCTION,
            "## The measures of the scorecard",
            "",
            *(line for measure in MEASURES for line in _measure(measure)),
            *(line for science in SCIENCES for line in _science(science)),
            "## Weights and thresholds",
            "",
            *_policies(Policy),
        ]
    )


def _measure(measure: Measure) -> Iterator[str]:
    scale = measure.scale
    scored = f"from {scale.worst:g} to {scale.best:g}" if isinstance(scale, Fixed) else "among peers"
    yield f"### {measure.name.replace('_', ' ')}"
    yield ""
    yield formula_of(measure.values)
    yield ""
    yield (
        f"*{measure.category}, {measure.unit}, {measure.direction}, weight {measure.weight:g};"
        f" scored {scored}.*"
    )
    yield ""


def _science(science: Science) -> Iterator[str]:
    yield f"## {science.title}"
    yield ""
    for documented in science.documented:
        yield f"### {documented.__name__.strip('_').replace('_', ' ')}"
        yield ""
        yield formula_of(documented)
        yield ""


def _policies(policy: type[BaseModel]) -> Iterator[str]:
    for name, field in policy.model_fields.items():
        part = field.annotation
        if not (isinstance(part, type) and issubclass(part, BaseModel)):
            continue
        yield f"### {name}"
        yield ""
        yield "| setting | default | what it is |"
        yield "|---|---|---|"
        for setting, one in part.model_fields.items():
            default = one.get_default(call_default_factory=True)
            yield f"| `{name}.{setting}` | {default if default != {} else ''} | {one.description or ''} |"
        yield ""
