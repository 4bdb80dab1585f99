import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.columns import PLAIN, Style, Survey, Undecided, read_cells, style_of_choice, surveyed
from tools.schema import TABLES, Column, Type

AMOUNT, DAY = Column("amount", Type.MONEY), Column("closed_on", Type.DATE)
WHOLE = Column("employees", Type.WHOLE, low=0)


def decided(column: Column, *cells: str) -> Style | Undecided:
    survey = Survey(column)
    for cell in cells:  # chunk by chunk
        survey.add([cell])
    return survey.decide()


def style_of(column: Column, *cells: str) -> Style:
    style = decided(column, *cells)
    assert isinstance(style, Style)
    return style


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (("1.234", "12,50"), "comma"),
        (("1.234", "1.234.567"), "comma"),
        (("1.234", "€ 1.234,50"), "comma"),
        (("1 234,5", "1.234"), "comma"),
        (("1.234", "0.5"), "point"),
        (("1.234", "0.125"), "point"),
        (("1.234", "1234.567"), "point"),
        (("1,234", "$12.50"), "point"),
        (("1,234", "1,234,567"), "point"),
        (("12", "1 234", "x", ""), "point"),
        (("1,5", "2,5", "1.5"), "comma"),
    ],
)
def test_one_cell_that_cannot_be_misread_decides_a_column_of_numbers(
    cells: tuple[str, ...], decimal: str
) -> None:
    style = style_of(AMOUNT, *cells)
    assert (style.decimal, style.thousands) == (decimal, True)


def test_what_the_column_cannot_hold_decides_too() -> None:
    assert style_of(WHOLE, "1.234").decimal == "comma"
    assert style_of(WHOLE, "1,234").decimal == "point"
    assert style_of(Column("score", Type.NUMBER, low=0, high=10), "7,125").decimal == "comma"


def test_numbers_that_may_all_be_thousands_are_asked_about() -> None:
    question = decided(AMOUNT, "1.234", "2.500", "12")
    assert isinstance(question, Undecided)
    assert (question.text, question.samples) == ("What is 1.234?", ("1.234", "2.500"))
    assert [choice.label for choice in question.choices] == [
        "1234 (the point groups thousands)",
        "1 and a bit (the point stands before the decimals)",
    ]
    assert question.proposed == question.choices[0].value


@pytest.mark.parametrize(("choice", "value"), [(0, 1234.0), (1, 1.234)])
@pytest.mark.parametrize("cell", ["1.234", "1,234"])
def test_an_answer_reads_the_cells_as_its_label_says(cell: str, choice: int, value: float) -> None:
    question = decided(AMOUNT, cell)
    assert isinstance(question, Undecided)
    style = style_of_choice(question.choices[choice].value)
    assert read_cells(AMOUNT, [cell], style, is_key=False).values == [value]


def test_as_many_points_as_commas_are_asked_about() -> None:
    question = decided(AMOUNT, "1,5", "1.5")
    assert isinstance(question, Undecided)
    assert question.proposed is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (("03/04/2026", "30/04/2026"), "day_first"),
        (("03/04/2026", "04/30/2026 10:00"), "month_first"),
        (("03/04/2026", "30-04-26", "29/04/2026", "04/30/2026"), "day_first"),
        (("30/04/2026", "04/30/2026", "03/03/2026", "2026-04-30"), None),
    ],
)
def test_dates_that_cannot_be_misread_decide_the_order_of_the_others(
    cells: tuple[str, ...], order: str | None
) -> None:
    assert style_of(DAY, *cells).dates == order


@pytest.mark.parametrize("cells", [("03/04/2026",), ("03/04/2026", "30/04/2026", "04/30/2026")])
def test_dates_that_may_all_be_misread_are_asked_about(cells: tuple[str, ...]) -> None:
    question = decided(DAY, *cells)
    assert isinstance(question, Undecided)
    assert (question.text, question.samples, question.proposed) == (
        "Which day is 03/04/2026?",
        ("03/04/2026",),
        None,
    )
    assert [choice.label for choice in question.choices] == [
        "3 April 2026 (the day stands first)",
        "4 March 2026 (the month stands first)",
    ]
    assert style_of_choice(question.choices[0].value).dates == "day_first"


def test_a_column_of_numbers_is_one_of_dates_if_most_cells_are_numbers() -> None:
    assert style_of(DAY, "46295", "46296", "").serial
    assert style_of(DAY, "1790726400", "1790726401", "2026-09-30").epoch == "s"
    assert style_of(DAY, "1790726400000").epoch == "ms"
    assert style_of(DAY, "46295", "2026-09-30", "2026-10-01") == PLAIN


def test_an_answer_that_was_not_offered_is_an_error() -> None:
    with pytest.raises(ValueError, match="maybe"):
        style_of_choice("maybe")


def test_only_numbers_and_dates_are_written_in_several_styles() -> None:
    types = {column.type for table in TABLES for column in table.columns if surveyed(column)}
    assert types == {Type.NUMBER, Type.MONEY, Type.WHOLE, Type.DATE, Type.MONTH, Type.PERIOD}


@given(
    column=st.sampled_from([AMOUNT, WHOLE, DAY, Column("period", Type.PERIOD)]),
    cells=st.lists(st.text(alphabet="0123456789.,/-' €xT:", max_size=14), max_size=30),
)
def test_any_column_is_decided_or_asked_about_with_a_few_samples(column: Column, cells: list[str]) -> None:
    style = decided(column, *cells)
    if isinstance(style, Undecided):
        assert 1 <= len(style.samples) <= 5
        assert all(isinstance(style_of_choice(choice.value), Style) for choice in style.choices)
        assert style.proposed in (None, style.choices[0].value)


@pytest.mark.parametrize("cells", [("$1,250", "$980"), ("£1,250", "", "12"), ("1,250 USD",)])
def test_three_digits_behind_a_comma_of_an_amount_with_its_currency_are_thousands(
    cells: tuple[str, ...],
) -> None:
    assert style_of(AMOUNT, *cells) == Style(decimal="point", thousands=True)


@pytest.mark.parametrize("cells", [("$1,250", "1,250"), ("1.250 €",), ("$1,250", "1,5", "1.5")])
def test_without_its_currency_or_with_other_marks_that_is_asked(cells: tuple[str, ...]) -> None:
    assert isinstance(decided(AMOUNT, *cells), Undecided)
