"""A pack as page and slides: what people see, and that data is never markup."""

import re
from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation

from assistant.charts.drawing import svg
from assistant.contract import ShownChart, ShownSeries
from assistant.packs.deck import deck
from assistant.packs.page import page
from assistant.packs.written import WrittenPack, WrittenSection, WrittenTable
from assistant.writing.rendering import Tongue
from tools.charts import ChartForm
from tools.facts import Audience

DAY = date(2026, 10, 31)
TONGUE = Tongue("en_GB", str)
NASTY = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
CHART = ShownChart(
    title="Revenue by quarter",
    form=ChartForm.COLUMNS,
    categories=["Q2 2026", "Q3 2026"],
    series=[ShownSeries(label="won", values=[0.0, 1200.0], words=["€0", "€1,200"])],
    axes=("", "EUR"),
)


def pack(audience: Audience = Audience.SHAREABLE, words: str = "3 deals won.") -> WrittenPack:
    table = WrittenTable("Deals", ("customer", "amount"), ((words, "€1,200"),))
    return WrittenPack(words, audience, DAY, (WrittenSection("Won", (words,), table, CHART),))


def slide_texts(content: bytes) -> list[str]:
    return [
        shape.text_frame.text
        for slide in Presentation(BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]


@pytest.mark.parametrize(
    ("partner", "begins"),
    [
        ("Acme & Söhne GmbH", "acme-söhne-gmbh-notes"),
        ("../../etc/passwd", "etc-passwd-notes"),
        ("\U00020000" * 300, ""),
    ],
)
def test_a_file_is_named_after_partner_and_quarter_and_fits_on_a_disk(partner: str, begins: str) -> None:
    name = pack(words=f"{partner}: notes for the review of Q3 2026, internal").file_name
    assert name.startswith(begins)
    assert name.endswith("q3-2026-internal")
    assert re.fullmatch(r"[\w-]+", name)
    assert len(f"{name}.html".encode()) <= 255


def test_markup_in_the_data_stays_text_on_the_page() -> None:
    shown = page(pack(words=NASTY), TONGUE)
    assert "<script>" not in shown
    assert "<img" not in shown
    assert shown.count("&lt;script&gt;") == 4  # title, heading of the page, line, cell


def test_markup_in_a_chart_stays_text_and_a_dollar_is_no_formula() -> None:
    series = [
        ShownSeries(label="<b>x</b>", values=[1.0], words=["<i>1</i>"]),
        ShownSeries(label="$b$", values=[2.0], words=["$1 of $2"]),
    ]
    drawn = svg(
        ShownChart(title=NASTY, form="columns", categories=[NASTY], series=series, axes=("", "<u>y</u>"))
    )
    assert not any(tag in drawn for tag in ("<script", "<img", "<b>", "<i>", "<u>"))
    assert all(text in drawn for text in ("&lt;script&gt;", "&lt;b&gt;", "&lt;i&gt;", "&lt;u&gt;"))
    assert "$1 of $2" in drawn
    assert "$b$" in drawn


def test_the_page_loads_nothing_from_elsewhere() -> None:
    shown = page(pack(), TONGUE)
    assert "default-src 'none'" in shown
    assert "<link" not in shown
    assert " src=" not in shown


def test_every_point_of_a_chart_can_be_read_as_text_too() -> None:
    shown = page(pack(), TONGUE)
    assert "<svg" in shown
    assert "<td>€1,200</td>" in shown


@pytest.mark.parametrize("audience", [*Audience])
def test_only_the_internal_pack_says_that_it_is_internal(audience: Audience) -> None:
    internal = audience is Audience.INTERNAL
    assert ("not for the partner" in page(pack(audience), TONGUE)) is internal
    assert (
        any("not for the partner" in text for text in slide_texts(deck(pack(audience), TONGUE))) is internal
    )


def test_slides_have_a_title_and_one_slide_per_section_with_an_editable_chart() -> None:
    slides = Presentation(BytesIO(deck(pack(), TONGUE))).slides
    assert len(slides) == 2
    charts = [shape.chart for shape in slides[1].shapes if shape.has_chart]
    assert [[*one.plots[0].series[0].values] for one in charts] == [[0.0, 1200.0]]
    tables = [shape.table for shape in slides[1].shapes if shape.has_table]
    assert tables[0].cell(1, 1).text == "€1,200"


def test_a_long_name_and_control_characters_break_neither_page_nor_slides() -> None:
    long = pack(words="Ünïcode \u202e" + "x" * 3000)
    assert len(page(long, TONGUE)) > 3000
    assert deck(long, TONGUE)


def test_a_line_with_gaps_is_drawn() -> None:
    series = [
        ShownSeries(label="a", values=[1.0, None], words=["1", ""]),
        ShownSeries(label="b", values=[None, 2.0], words=["", "2"]),
    ]
    chart = ShownChart(title="Use", form="line", categories=["Aug", "Sep"], series=series)
    gaps = WrittenPack("x", Audience.SHAREABLE, DAY, (WrittenSection("Use", (), None, chart),))
    assert "<svg" in page(gaps, TONGUE)
    assert deck(gaps, TONGUE)
