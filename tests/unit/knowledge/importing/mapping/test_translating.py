from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.importing.mapping import plan_folder
from knowledge.importing.mapping.language import Span
from knowledge.importing.mapping.library import OWN, load_library
from knowledge.importing.mapping.recognising import labels_of
from knowledge.importing.mapping.spans import unit_of_epoch, widened
from knowledge.importing.problems import ImportProblem
from knowledge.importing.questions import Question
from knowledge.importing.source import CHUNK_ROWS, Chunk
from tests.cost import seconds_of
from tests.unit.knowledge.importing.mapping.kit import KnownPartners

SYSTEMS = {system.name: system for system in load_library(None).foreign}
KINDS = [(name, kind) for name, system in SYSTEMS.items() for kind in system.sources]


@dataclass(frozen=True)
class Records:
    """Records in memory as a source."""

    stem: str
    cells: dict[str, list[str]]
    digest: str = ""
    size: int = 0
    remarks: tuple[str, ...] = ()
    problems: tuple[ImportProblem, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.stem}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(self.cells)

    def chunks(self, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
        length = len(next(iter(self.cells.values())))
        for start in range(0, length, rows):
            part = {label: cells[start : start + rows] for label, cells in self.cells.items()}
            yield Chunk(range(start, min(length, start + rows)), part)


def first_choice(question: Question) -> str:
    return question.choices[0].value


def everything_of(system: str, kind: str) -> list[str]:
    rule = SYSTEMS[system].sources[kind]
    read = (
        label for feed in rule.feeds.values() for cell in feed.columns.values() for label in labels_of(cell)
    )
    filtered = (label for feed in rule.feeds.values() for label in (*feed.where, *feed.unless))
    return list(dict.fromkeys([*rule.labels, *read, *filtered, "Custom"]))


@pytest.mark.parametrize(("system", "kind"), KINDS)
@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.lists(st.text(max_size=4), min_size=40, max_size=40), min_size=1, max_size=4))
def test_no_cell_breaks_a_packaged_mapping_and_no_record_is_lost(
    system: str, kind: str, rows: Sequence[Sequence[str]]
) -> None:
    labels = everything_of(system, kind)
    cells = {label: [row[place] for row in rows] for place, label in enumerate(labels)}
    source = Records(kind.rstrip("s"), cells)
    plan = plan_folder([source], system=system, mappings=None, ask=first_choice, names=KnownPartners())
    assert plan.ignored == ()
    assert {feed.kind for feed in plan.feeds} <= {kind}
    for feed in plan.feeds:
        translated = feed.translate(next(source.chunks()))
        assert len(translated) + translated.skipped == len(rows)
        assert {len(column) for column in translated.cells.values()} == {len(translated)}
        assert set(translated.cells) == {*feed.columns, *feed.attributes}


@pytest.mark.parametrize(
    ("cell", "month", "quarter"),
    [
        ("2026-09-30T12:00Z", "2026-09", "2026-Q3"),
        (" 2026/01/02", "2026-01", "2026-Q1"),
        ("20261231", "2026-12", "2026-Q4"),
        ("1772366400", "2026-03", "2026-Q1"),
        ("1772366400000", "2026-03", "2026-Q1"),
        ("1772366400000.0", "2026-03", "2026-Q1"),
        ("03/04/2026", "03/04/2026", "03/04/2026"),
        ("2026-13-01", "2026-13-01", "2026-13-01"),
        ("", "", ""),
    ],
)
def test_a_date_is_widened_and_what_is_none_stays(cell: str, month: str, quarter: str) -> None:
    assert widened([cell], Span.MONTH) == [month]
    assert widened([cell], Span.QUARTER) == [quarter]


@given(st.text(alphabet="0123456789.-/T ٣²", max_size=20))
def test_no_text_breaks_dates_and_units(text: str) -> None:
    assert len(widened([text], Span.MONTH)) == 1
    assert unit_of_epoch(text) in (None, "s", "ms")


def test_a_hubspot_file_of_deals_is_translated_fast_enough() -> None:
    rows = 20_000
    labels = [*everything_of("hubspot", "deals"), *(f"custom {n}" for n in range(20))]
    cells = {label: [f"{label} {row % 1000}" for row in range(rows)] for label in labels}
    source = Records("deals", cells)
    plan = plan_folder([source], system="", mappings=None, ask=first_choice, names=KnownPartners())
    chunks = list(source.chunks())
    assert sum(len(plan.feeds[0].translate(chunk)) for chunk in chunks) == rows
    assert rows / seconds_of(lambda: [plan.feeds[0].translate(chunk) for chunk in chunks]) > 60_000


def test_our_own_format_is_no_foreign_system() -> None:
    assert OWN not in SYSTEMS
    assert set(SYSTEMS) == {"dub", "hubspot", "partnerstack", "salesforce"}
