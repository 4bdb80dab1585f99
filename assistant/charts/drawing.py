"""Charts as pictures, drawn by matplotlib without a screen: a PNG for a message, an SVG for a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from assistant.charts.heat import heat
from assistant.charts.lettering import spelled
from assistant.charts.lines import lines
from assistant.charts.looks import LINES, PAGE, PICTURE, Look
from assistant.charts.scatter import scatter
from assistant.charts.sheet import Sheet
from assistant.charts.upright import columns, stacked
from assistant.contract import ShownChart
from tools.charts import ChartForm

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DRAW: Final[Mapping[str, Callable[[Sheet, float], None]]] = {
    ChartForm.COLUMNS: columns,
    ChartForm.STACKED: stacked,
    ChartForm.LINE: lines,
    ChartForm.SCATTER: scatter,
    ChartForm.HEAT: heat,
}
_ONE_AT_A_TIME: Final = Lock()  # matplotlib's settings and fonts belong to the whole process


def png(chart: ShownChart) -> bytes:
    """The chart as a picture of 1200 by 700 pixels with its title; the same chart gives the same bytes.

    In 256 colours, which no eye tells from all of them here, it has a third of the bytes.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    with _ONE_AT_A_TIME:
        sheet = figure(chart, PICTURE)
        sheet.set_dpi(PICTURE.dpi)
        canvas = FigureCanvasAgg(sheet)
        canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib says nothing of it
        pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]  # nor of this
        drawn = Image.fromarray(np.asarray(pixels)).convert("RGB")
    picture = BytesIO()
    drawn.quantize(256, dither=Image.Dither.NONE).save(picture, format="PNG", optimize=True)
    return picture.getvalue()


def svg(chart: ShownChart) -> str:
    """The chart as an SVG element, to stand in a page as it is; its text stays text."""
    import matplotlib as mpl

    with _ONE_AT_A_TIME, mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": chart.title}):
        picture = BytesIO()
        figure(chart, PAGE).savefig(
            picture, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    drawn = picture.getvalue().decode()
    return drawn[drawn.index("<svg") :]


def figure(chart: ShownChart, look: Look) -> Figure:
    """The chart on a sheet; in a picture of its own, on a panel with an edge. One at a time in a process."""
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(look.width, look.height), facecolor=look.panel or "none")
    if look.panel:
        drawn.patch.set(edgecolor=LINES, linewidth=2.0)
    sheet = Sheet(drawn, look, spelled(chart))
    _DRAW[chart.form](sheet, sheet.head())
    return drawn
