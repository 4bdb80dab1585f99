"""A pack as one HTML file: it loads nothing, runs nothing, and prints well."""

from __future__ import annotations

from dataclasses import replace

from assistant.charts.drawing import svg
from assistant.contract import ShownChart
from assistant.packs.written import WrittenPack
from assistant.writing.rendering import Tongue, day
from tools.facts import Audience


def page(pack: WrittenPack, tongue: Tongue) -> str:
    """The pack as HTML; whatever stands in the data is text there, never markup."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def drawn(chart: ShownChart) -> Markup:
        return Markup(svg(chart))  # noqa: S704 -- matplotlib escapes the words that it draws

    loader = PackageLoader("assistant.packs", "")
    template = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template("page.html.jinja")
    return template.render(
        pack=pack,
        internal=pack.audience is Audience.INTERNAL,
        day=day(pack.as_of, replace(tongue, as_of=None)),
        drawn=drawn,
    )
