"""Charts for tests: of every form, with whatever data may hold."""

from hypothesis import strategies as st

from assistant.contract import ShownChart, ShownSeries
from tools.charts import ChartForm

LONG = "Wörld-" + "x" * 300
NASTY = (
    LONG,
    "W" * 300,
    "شركة التقنية المتحدة للحلول السحابية",
    "חברת טכנולוגיה בע״מ",
    "🚀🔥 Rocket 🚀",
    "株式会社日本テクノロジー",
    "<!channel> <script>alert(1)</script>",
    "$E=mc^2$ & _x_ *b*",
    "",
    "A\u202egnp.exe\u200b\x00\n\ud800",
)

_NUMBERS = st.one_of(
    st.just(0.0),
    st.integers(-100, 100).map(float),
    st.floats(-1e9, 1e9),
    st.sampled_from([1e300, -1e300, 1e-300]),
)
_NAMES = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))


def series(label: str, *values: float | None, words: tuple[str, ...] = ()) -> ShownSeries:
    """A series whose words are its values, unless they are given."""
    said = words or tuple("" if value is None else f"{value:,.0f}" for value in values)
    return ShownSeries(label=label, values=list(values), words=list(said))


def chart(form: ChartForm, categories: list[str], *rows: ShownSeries, title: str = "Title") -> ShownChart:
    """A chart without words beside its axes."""
    return ShownChart(title=title, form=form.value, categories=categories, series=list(rows))


@st.composite
def charts(draw: st.DrawFn) -> ShownChart:
    """Any chart that is well formed."""
    form = draw(st.sampled_from(ChartForm))
    count = draw(st.integers(0, 24))
    scatter = form is ChartForm.SCATTER

    def row() -> ShownSeries:
        values = draw(st.lists(st.one_of(st.none(), _NUMBERS), min_size=count, max_size=count))
        return ShownSeries(
            label=draw(_NAMES),
            values=values,
            words=["" if value is None else f"{value:,.1f}" for value in values],
            across=draw(st.lists(_NUMBERS, min_size=count, max_size=count)) if scatter else [],
            names=draw(st.lists(_NAMES, min_size=count, max_size=count)) if scatter else [],
        )

    return ShownChart(
        title=draw(_NAMES),
        form=form.value,
        categories=[] if scatter else draw(st.lists(_NAMES, min_size=count, max_size=count)),
        series=[row() for _ in range(draw(st.integers(1, 8)))],
        axes=(draw(_NAMES), draw(_NAMES)),
        edges=draw(st.sampled_from(([], [0.0, 0.0], [60.0, -3.0]))) if scatter else [],
    )
