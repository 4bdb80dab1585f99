"""Letters that our font lacks come from whatever font is installed, and are never boxes."""

import sys
from pathlib import Path
from subprocess import run
from textwrap import dedent

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from assistant.charts.fonts import FAMILY, families, width_of
from assistant.charts.lettering import drawable

JAPANESE = "日本"


@pytest.fixture(scope="module")
def font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A font with two letters, each a square."""
    file = tmp_path_factory.mktemp("fonts") / "square.ttf"
    pen = TTGlyphPen(None)
    for at, place in enumerate(((100, 0), (900, 0), (900, 800), (100, 800))):
        (pen.lineTo if at else pen.moveTo)(place)
    pen.closePath()
    names = [".notdef", *(f"letter{at}" for at in range(len(JAPANESE)))]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(letter): names[at] for at, letter in enumerate(JAPANESE, 1)})
    made.setupGlyf(dict.fromkeys(names, pen.glyph()))
    made.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    made.setupHorizontalHeader(ascent=900, descent=-100)
    made.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    made.setupOS2(sTypoAscender=900, usWeightClass=400)
    made.setupPost()
    made.save(file)
    return file


def test_letters_of_an_installed_font_are_measured_and_drawn(font: Path) -> None:
    asked = f"""
        from matplotlib.font_manager import fontManager
        fontManager.addfont({str(font)!r})
        from assistant.charts.drawing import png
        from assistant.charts.fonts import families, width_of
        from assistant.charts.lettering import drawable
        from tests.unit.assistant.charts.made import chart, series
        from tools.charts import ChartForm
        name = "Acme {JAPANESE}"
        print(drawable(name), *families(name), round(width_of("{JAPANESE}", "normal")), sep="|")
        print(len(png(chart(ChartForm.COLUMNS, [name, "b"], series("x", 1, 2)))) > 1000)
    """
    told = run(
        [sys.executable, "-W", "error", "-c", dedent(asked)], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == [f"Acme {JAPANESE}|{FAMILY}|Squares|2", "True"]


def test_words_that_our_font_has_need_no_other() -> None:
    assert families("Zürich שלום\nشركة") == [FAMILY]
    assert drawable("שלום") == "שלום"


def test_words_written_from_right_to_left_are_shaped() -> None:
    apart = sum(width_of(letter, "normal") for letter in "شركة")
    assert width_of("شركة", "normal") < apart
