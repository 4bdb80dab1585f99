"""The page: every surface twice, in a light and in a dark theme, with what a screen reader says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evals.gallery.blocks import to_html
from evals.gallery.mrkdwn import from_mrkdwn

THEMES: Final = ("light", "dark")


@dataclass(frozen=True)
class Surface:
    """One thing that people see.

    Attributes:
        place: Where it stands: `message`, `only you`, `modal`, `home`, `status`, `prompts`.
        caption: What somebody did to see it.
        blocks: As Slack was sent them.
        spoken: What a screen reader says instead.
        title, submit: Of a modal.
    """

    place: str
    caption: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    spoken: str = ""
    title: str = ""
    submit: str = ""


def write_page(surfaces: Iterable[Surface], pictures: Mapping[str, bytes], first: int = 1) -> str:
    """One HTML file that needs nothing beside it; `first` is the number of the first surface."""
    environment = Environment(
        loader=PackageLoader("evals.gallery", "."), autoescape=True, undefined=StrictUndefined
    )
    drawn = [
        {
            "surface": one,
            "html": Markup(to_html(one.blocks, pictures)),  # noqa: S704 - made of escaped text by `blocks`
            "spoken": Markup(from_mrkdwn(one.spoken)),  # noqa: S704 - as it was sent: escaped
        }
        for one in surfaces
    ]
    return environment.get_template("page.html.jinja").render(drawn=drawn, themes=THEMES, first=first)
