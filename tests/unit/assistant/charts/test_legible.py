"""Whatever the portfolio, words on a picture keep apart, stay on it and can be read."""

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from assistant.charts.drawing import figure
from assistant.charts.looks import COLOURS, LINES, PICTURE, contrast
from assistant.contract import ShownChart, ShownSeries
from tests.unit.assistant.charts.made import NASTY, chart, charts, series
from tools.charts import ChartForm

TOUCHING = 0.5  # pixels by which letters may come near each other
TIERS = ("key partner", "opportunity partner", "strategic partner", "dementor")


@st.composite
def quadrants(draw: st.DrawFn) -> ShownChart:
    """Up to 60 partners in four tiers, some of them in the same place, some far from all others."""
    leads = st.one_of(st.integers(0, 60), st.integers(20, 24), st.sampled_from([22, 4_000_000]))
    relevance = st.one_of(st.floats(0, 100), st.just(60.0))
    names = st.one_of(st.sampled_from(NASTY), st.text(max_size=70), st.from_regex(r"[A-Z][a-z]{3,12} GmbH"))
    rows = []
    for tier in TIERS[: draw(st.integers(1, 4))]:
        points = draw(st.lists(st.tuples(relevance, leads, names), min_size=1, max_size=15))
        across, up, called = (list(one) for one in zip(*points, strict=True))
        words = [f"{one:,}" for one in up]
        rows.append(ShownSeries(label=tier, values=up, words=words, across=across, names=called))
    axes = ("market relevance, 0 to 100", "leads in 12 months")
    return ShownChart(
        title="Tiers", form="scatter", categories=[], series=rows, axes=axes, edges=[60.0, 22.0]
    )


def words_of(drawn: Figure) -> Iterator[Text]:
    """Everything that is written and seen; figures beside an axis beyond its ends are not."""
    ticks = [
        (axis, tick) for axes in drawn.axes for axis in (axes.xaxis, axes.yaxis) for tick in axis.majorTicks
    ]
    beyond = {
        words
        for axis, tick in ticks
        for words in (tick.label1, tick.label2)
        if not min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
    }
    for one in drawn.findobj(Text):
        assert isinstance(one, Text)
        if one.get_visible() and one.get_text().strip() and one not in beyond:
            yield one


def drawn_of(made: ShownChart) -> Figure:
    """The chart as it stands in a message, with all places known."""
    drawn = figure(made, PICTURE)
    drawn.set_dpi(PICTURE.dpi)
    FigureCanvasAgg(drawn).draw()  # type: ignore[no-untyped-call]  # matplotlib says nothing of it
    return drawn


def covering(one: Bbox, other: Bbox) -> bool:
    """Whether two rectangles share more than an edge."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide > TOUCHING and high > TOUCHING


def crowded(made: ShownChart) -> list[str]:
    """Words that cover each other or leave the picture."""
    drawn = drawn_of(made)
    level = [one for one in words_of(drawn) if not one.get_rotation()]
    places = [(one.get_text(), one.get_window_extent()) for one in level]
    wide, high = drawn.canvas.get_width_height()
    outside = [
        f"{words!r} leaves the picture"
        for words, at in places
        if at.x0 < 0 or at.y0 < 0 or at.x1 > wide or at.y1 > high
    ]
    touching = [
        f"{one!r} covers {other!r}"
        for (one, at), (other, beside) in combinations(places, 2)
        if covering(at, beside)
    ]
    return outside + touching


@given(charts())
def test_no_words_cover_others_or_leave_the_picture(made: ShownChart) -> None:
    assert crowded(made) == []


@given(quadrants())
def test_no_words_cover_others_in_a_crowded_quadrant(made: ShownChart) -> None:
    assert crowded(made) == []


def test_no_words_cover_others_on_a_line_of_sixty_weeks() -> None:
    weeks = [f"week of {day} January 2026" for day in range(60)]
    assert (
        crowded(chart(ChartForm.LINE, weeks, series("Kestrel", *(at * 7 % 60 * 1e4 for at in range(60)))))
        == []
    )


def test_a_line_says_its_first_and_its_last_value_however_near_the_edge() -> None:
    values = (86_000, 86_200, 89_900, *(40_500 + at * 700 % 6_000 for at in range(20)), 69_400)
    made = chart(ChartForm.LINE, [f"{at}" for at in range(24)], series("Kestrel", *values))
    assert {"86,000", "69,400", "89,900"} <= {one.get_text() for one in words_of(drawn_of(made))}
    assert crowded(made) == []


def test_no_words_cover_others_where_many_columns_lie() -> None:
    names = [f"{NASTY[at % 4]} {at}" for at in range(24)]
    assert crowded(chart(ChartForm.COLUMNS, names, series("at stake", *(at * 1e5 for at in range(24))))) == []


@given(charts())
def test_words_stand_out_from_what_is_behind_them(made: ShownChart) -> None:
    drawn = figure(made, PICTURE)
    cells = [one for one in drawn.findobj(Rectangle) if isinstance(one, Rectangle)]
    for one in drawn.findobj(Text):
        assert isinstance(one, Text)
        if one.get_text().strip():
            assert contrast(to_hex(one.get_color()), behind(one, cells)) >= 4.5


def behind(words: Text, cells: list[Rectangle]) -> str:
    """The colour of the cell in whose middle the words stand, or of the panel."""
    for cell in cells if words.axes is not None else ():
        x, y = cell.get_center()
        if cell.axes is words.axes and words.get_position() == (round(x, 6), round(y, 6)):
            return to_hex(cell.get_facecolor())
    return PICTURE.panel


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_every_cell_of_a_heat_map_has_an_edge_that_is_seen(counts: list[int]) -> None:
    rows = (series(name, *map(float, counts)) for name in ("one", "two"))
    drawn = figure(chart(ChartForm.HEAT, list("abcd"), *rows), PICTURE)
    for cell in drawn.axes[0].patches:
        inside, edge = to_hex(cell.get_facecolor()), to_hex(cell.get_edgecolor())
        assert max(contrast(inside, PICTURE.panel), contrast(edge, PICTURE.panel)) >= 3


def test_marks_of_all_series_stand_out_from_the_panel_and_the_picture_ends_in_a_quiet_edge() -> None:
    assert all(contrast(colour, PICTURE.panel) >= 3 for colour in COLOURS)
    assert 1.3 < contrast(LINES, PICTURE.panel) < 3
    drawn = figure(chart(ChartForm.LINE, ["a"], series("x", 1)), PICTURE)
    assert to_hex(drawn.get_facecolor()) == PICTURE.panel
    assert to_hex(drawn.patch.get_edgecolor()) == LINES
