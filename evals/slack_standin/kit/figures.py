"""Tables and charts as Slack draws them itself."""

from __future__ import annotations

from collections import Counter
from typing import Final

from evals.slack_standin.kit.composition import ID
from evals.slack_standin.kit.rich import rich_text
from evals.slack_standin.shapes import Checker, also, choice, flag, items, number, record, string, tagged
from evals.slack_standin.workspace import Json

ROWS: Final = 100
COLUMNS: Final = 20
TABLE_CHARACTERS: Final = 10_000
CHARTS: Final = 2  # a message
LABEL: Final = string(20)
_CELL: Final = tagged(
    {
        "raw_text": record({"text": string(TABLE_CHARACTERS)}),
        "raw_number": record({"value": number, "text": string(100)}),
        "rich_text": rich_text(),
    }
)


def _maybe(checker: Checker) -> Checker:
    def check(value: object, where: str, wrong: list[str]) -> None:
        if value is not None:
            checker(value, where, wrong)

    return check


def _rectangular(table: Json) -> list[str]:
    widths = {len(row) for row in table["rows"]}
    problems = [] if len(widths) == 1 else ["all rows must have the same number of cells"]
    if len(table.get("column_settings", [])) > max(widths):
        problems.append("more column_settings than columns")
    if sum(len(cell.get("text", "")) for row in table["rows"] for cell in row) > TABLE_CHARACTERS:
        problems.append(f"no more than {TABLE_CHARACTERS} characters allowed in a table")
    return problems


TABLE: Final = also(
    record(
        {"rows": items(items(_CELL, 1, COLUMNS), 1, ROWS)},
        {
            "column_settings": items(
                _maybe(record({}, {"align": choice("left", "center", "right"), "is_wrapped": flag})),
                0,
                COLUMNS,
            ),
            "block_id": ID,
        },
    ),
    _rectangular,
)
_POINT: Final = record({"label": LABEL, "value": number})
_SERIES: Final = record({"name": LABEL, "data": items(_POINT, 1, 20)})
_AXES: Final = record({"categories": items(LABEL, 1, 20)}, {"x_label": string(50), "y_label": string(50)})


def _complete(chart: Json) -> list[str]:
    categories = chart["axis_config"]["categories"]
    names = [series["name"] for series in chart["series"]]
    problems = [f"{key} already exists" for key, count in Counter(names).items() if count > 1]
    problems += [f"{key} already exists" for key, count in Counter(categories).items() if count > 1]
    return problems + [
        f"series {series['name']} must have one value for every category"
        for series in chart["series"]
        if sorted(point["label"] for point in series["data"]) != sorted(categories)
    ]


def _positive(pie: Json) -> list[str]:
    return [] if all(part["value"] > 0 for part in pie["segments"]) else ["segments must be positive"]


_DRAWN: Final = also(record({"series": items(_SERIES, 1, 6), "axis_config": _AXES}), _complete)
_PIE: Final = also(record({"segments": items(_POINT, 1, 6)}), _positive)
CHART: Final = record(
    {
        "title": string(50),
        "chart": tagged({"pie": _PIE, "bar": _DRAWN, "line": _DRAWN, "area": _DRAWN}),
    },
    {"block_id": ID},
)
