"""Pictures: small, the same each time, legible, and never stopped by what the data holds."""

from io import BytesIO
from itertools import combinations
from threading import Thread
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from assistant.charts.drawing import png, svg
from assistant.charts.lettering import Lettering, drawable, spelled
from assistant.charts.looks import COLOURS, EMPTY, FAINT_INK, INK, PICTURE, contrast
from assistant.contract import ShownChart, ShownSeries
from tests.unit.assistant.charts.made import NASTY, chart, series
from tools.charts import ChartForm

Numbers: TypeAlias = NDArray[np.float64]
SEEN: dict[str, Numbers] = {
    "by most": np.eye(3),
    "without red": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "without green": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "without blue": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}
"""What becomes of linear red, green and blue (Machado, Oliveira and Fernandes, 2009, severity 1)."""

HUGE = (1e300, -1e300, 0.0, None, 12.0, 9e5, 4e5, 3.5, -2.0, 1.0)


def scatter(count: int) -> ShownChart:
    """So many points with names that are hard to draw."""
    one = ShownSeries(
        label=NASTY[2],
        values=[float(at * 7 % 60) for at in range(count)],
        words=[str(at * 7 % 60) for at in range(count)],
        across=[float(at * 11 % 90) for at in range(count)],
        names=[NASTY[at % len(NASTY)] for at in range(count)],
    )
    return ShownChart(
        title=NASTY[0], form="scatter", categories=[], series=[one], axes=("x", "y"), edges=[60.0, 22.0]
    )


def nasty(form: ChartForm) -> ShownChart:
    """Names of every script and values of every size."""
    if form is ChartForm.SCATTER:
        return scatter(60)
    rows = (series(NASTY[5], *HUGE), series("$1 of $2", *HUGE[::-1], words=NASTY))
    return chart(form, list(NASTY), *rows, title=NASTY[5])


@pytest.mark.parametrize("form", [*ChartForm])
def test_whatever_the_data_holds_a_picture_is_drawn_without_a_warning(form: ChartForm) -> None:
    drawn = png(nasty(form))
    assert Image.open(BytesIO(drawn)).size == (1200, 700)
    assert len(drawn) < 150_000
    assert "<svg" in svg(nasty(form))


@pytest.mark.parametrize("form", [*ChartForm])
def test_a_chart_without_points_is_drawn_too(form: ChartForm) -> None:
    assert png(chart(form, [], series("x")))


def test_the_same_chart_gives_the_same_bytes_from_any_thread() -> None:
    made: list[bytes] = []
    threads = [Thread(target=lambda: made.append(png(scatter(20)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert len(set(made)) == 1


def test_another_value_gives_another_picture() -> None:
    one, other = (png(chart(ChartForm.COLUMNS, ["a", "b"], series("x", 1, last))) for last in (2, 3))
    assert one != other


def test_the_panel_is_opaque_so_that_the_theme_behind_it_does_not_matter() -> None:
    drawn = Image.open(BytesIO(png(scatter(3))))
    assert drawn.mode == "P"
    assert "transparency" not in drawn.info


def test_ink_and_marks_can_be_read_on_the_panel() -> None:
    assert all(contrast(ink, PICTURE.panel) >= 4.5 for ink in (INK, FAINT_INK))
    assert all(contrast(colour, PICTURE.panel) >= 3 for colour in COLOURS)
    assert contrast("#000000", EMPTY) >= 4.5


@pytest.mark.parametrize("seen", [*SEEN])
def test_colours_are_told_apart_with_any_colour_blindness(seen: str) -> None:
    light = [_linear(colour) for colour in COLOURS]
    places = [_lab(np.clip(SEEN[seen] @ one, 0, 1)) for one in light]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(places, 2)) > 25


def _linear(colour: str) -> Numbers:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _lab(linear: Numbers) -> Numbers:
    """CIE Lab, in which a distance of 2 is just seen."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(to_xyz @ linear / np.array([0.9505, 1.0, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_a_name_is_cut_where_there_is_no_room_for_it() -> None:
    letters = Lettering(9)
    shown = letters.cut("Nebelhorn Systemhaus", 1.0)
    assert shown.endswith("…")
    assert letters.width(shown) <= 1.0
    assert letters.cut("Nebelhorn", 1.0) == "Nebelhorn"


def test_a_name_of_two_words_stands_on_two_lines() -> None:
    assert Lettering(9).wrapped("Nebelhorn Systemhaus", 0.9, 2) == "Nebelhorn\nSystemhaus"


def test_an_emoji_is_left_out_and_letters_without_a_font_become_one_mark() -> None:
    assert drawable("🚀 Rocket \u202e\n𐎠𐎡 𐎢") == "Rocket …"
    assert drawable("𐎠𐎡 Rocket 𐎢") == "… Rocket …"


def test_a_name_that_no_font_can_write_is_told_by_its_place() -> None:
    point = ShownSeries(label="𐎢", values=[1.0], words=["1"], across=[2.0], names=["𐎠𐎡"])
    made = spelled(chart(ChartForm.COLUMNS, ["Acme", "𐎠𐎡", "𐎠 7", "—", "𐎠 Cloud"], series("🚀"), point))
    assert made.categories == ["Acme", "#2", "#3", "—", "… Cloud"]
    assert [one.label for one in made.series] == ["#1", "#2"]
    assert made.series[1].names == [""]


def quadrant(*points: tuple[str, float, float]) -> ShownChart:
    """A quadrant of one tier: name, relevance, leads."""
    names, across, up = (list(one) for one in zip(*points, strict=True))
    one = ShownSeries(
        label="key partners", values=up, words=[f"{value:,.0f}" for value in up], across=across, names=names
    )
    return ShownChart(
        title="Tiers", form="scatter", categories=[], series=[one], axes=("x", "y"), edges=[60.0, 22.0]
    )


def test_a_partner_far_above_all_others_says_how_far_and_leaves_them_their_room() -> None:
    drawn = svg(quadrant(("Acme", 40, 10), ("Globex", 70, 30), ("Giant", 90, 4_000_000)))
    assert ">↑ 4,000,000 Giant<" in drawn
    assert ">Acme<" in drawn
    assert ">Globex<" in drawn
    assert ">4M<" not in drawn


def test_of_partners_in_one_place_the_first_is_named_with_how_many_more_lie_there() -> None:
    drawn = svg(quadrant(("Globex", 70, 30), ("Acme", 70, 30), ("Zirbel", 70, 30), ("Kestrel", 20, 5)))
    assert ">Acme +2<" in drawn
    assert ">Kestrel<" in drawn
