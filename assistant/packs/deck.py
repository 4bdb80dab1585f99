"""A pack as slides, with charts that can be edited there."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from assistant.charts.looks import COLOURS
from assistant.contract import ShownChart
from assistant.packs.slide_tables import pages, table_on
from assistant.packs.written import WrittenPack, WrittenSection
from assistant.writing.rendering import Tongue, day
from tools.charts import ChartForm
from tools.facts import Audience

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_WIDTH, _HEIGHT = 13.333, 7.5  # inches
_MARGIN: Final = 0.6
_WIDE: Final = _WIDTH - 2 * _MARGIN
_LINES_TOP, _LINES_MOST = 1.3, 3.4
_BODY_END: Final = 6.95
_LINE_POINTS: Final = 18
_TITLE: Final = 255  # letters that the file format takes
_INTERNAL: Final = "Internal: not for the partner"


def deck(pack: WrittenPack, tongue: Tongue) -> bytes:
    """The pack as a .pptx file: a title, then a slide per section."""
    import pptx
    from pptx.util import Inches

    slides = pptx.Presentation()
    slides.slide_width, slides.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    slides.core_properties.title = pack.title[:_TITLE]
    slides.core_properties.author = ""
    _cover(slides, pack, tongue)
    for section in pack.sections:
        _slide(slides, section, internal=pack.audience is Audience.INTERNAL)
    file = BytesIO()
    slides.save(file)
    return file.getvalue()


def _cover(slides: Presentation, pack: WrittenPack, tongue: Tongue) -> None:
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    _words(slide, [pack.title], 2.4, 1.8, size=34, bold=True)
    _words(slide, [f"As of {day(pack.as_of, replace(tongue, as_of=None))}"], 4.3, 0.6, size=16)
    if pack.audience is Audience.INTERNAL:
        _words(slide, [_INTERNAL], 5.0, 0.6, size=16, bold=True)


def _slide(slides: Presentation, section: WrittenSection, *, internal: bool) -> None:
    """One slide; a table that is longer than the slide goes on on further ones."""
    slide = _headed(slides, section.heading, internal=internal)
    most = _LINES_MOST if section.chart or section.table else _BODY_END - _LINES_TOP
    high = min(_height(section.lines, _LINE_POINTS), most)
    _words(slide, section.lines, _LINES_TOP, high, size=_LINE_POINTS)
    top = _LINES_TOP + high + 0.25
    both = section.chart is not None and section.table is not None
    if section.chart:
        _chart(slide, section.chart, top, _WIDE * (0.52 if both else 1.0))
    if section.table:
        left, wide = (_MARGIN + _WIDE * 0.54, _WIDE * 0.46) if both else (_MARGIN, _WIDE)
        first, *more = pages(section.table, wide, _BODY_END - top, _WIDE, _BODY_END - _LINES_TOP)
        table_on(slide, first, (left, top), wide)
        for page in more:
            further = _headed(slides, f"{section.heading} (continued)", internal=internal)
            table_on(further, page, (_MARGIN, _LINES_TOP), _WIDE)


def _headed(slides: Presentation, heading: str, *, internal: bool) -> Slide:
    slide: Slide = slides.slides.add_slide(slides.slide_layouts[6])
    _words(slide, [heading], 0.4, 0.8, size=26, bold=True)
    if internal:
        _words(slide, [_INTERNAL], 7.05, 0.4, size=10)
    return slide


def _words(
    slide: Slide,
    lines: list[str] | tuple[str, ...],
    top: float,
    high: float,
    *,
    size: int,
    bold: bool = False,
) -> None:
    """Paragraphs across the slide; the text shrinks where there is much of it."""
    from pptx.util import Inches, Pt

    box = slide.shapes.add_textbox(Inches(_MARGIN), Inches(top), Inches(_WIDE), Inches(high))
    frame = box.text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(_fitting(lines, high, size)), bold


def _fitting(lines: list[str] | tuple[str, ...], high: float, size: int) -> int:
    """The largest size, not below 10 points, in which the lines stand in so many inches."""
    for points in range(size, 10, -1):
        if _height(lines, points) <= high:
            return points
    return 10


def _height(lines: list[str] | tuple[str, ...], points: int) -> float:
    """Inches that the lines take in that size; a letter is about half as wide as it is high."""
    letters = _WIDE * 72 / (points * 0.5)
    rows = sum(1 + int(len(line) / letters) for line in lines)
    return rows * points * 1.3 / 72


def _chart(slide: Slide, chart: ShownChart, top: float, wide: float) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Inches, Pt

    data: Any = CategoryChartData(number_format="#,##0")
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.label, series.values)
    upright = chart.form == ChartForm.COLUMNS
    form = XL_CHART_TYPE.COLUMN_CLUSTERED if upright else XL_CHART_TYPE.LINE_MARKERS
    frame: Any = slide.shapes.add_chart(
        form, Inches(_MARGIN), Inches(top), Inches(wide), Inches(_BODY_END - top), data
    )
    drawn, unit = frame.chart, chart.axes[1]
    drawn.has_title = True
    drawn.chart_title.text_frame.text = f"{chart.title} ({unit})" if unit else chart.title
    drawn.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(14)
    drawn.font.size = Pt(11)
    drawn.value_axis.tick_labels.number_format = "#,##0"
    drawn.value_axis.tick_labels.number_format_is_linked = False
    drawn.value_axis.major_gridlines.format.line.color.rgb = RGBColor(0xDD, 0xDD, 0xDD)
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for series, colour in zip(drawn.plots[0].series, COLOURS * len(chart.series), strict=False):
        ink = RGBColor.from_string(colour.removeprefix("#").upper())
        painted = series.format.fill if upright else series.format.line
        if upright:
            painted.solid()
            painted.fore_color.rgb = ink
        else:
            painted.color.rgb = ink
