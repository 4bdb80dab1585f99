"""How a person left the Home: read back as written, and nothing else is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.home import HomeState, Part
from assistant.home.paging import paged
from assistant.home.shown import PAGE


@given(st.booleans(), st.dictionaries(st.sampled_from(Part), st.integers(0, 9_999)), st.text(max_size=40))
def test_it_survives_the_way_through_slack(team: bool, pages: dict[Part, int], undo: str) -> None:
    state = HomeState(team=team, pages=pages, undo=undo)
    assert HomeState.read(state.model_dump_json()) == state


@given(st.text())
def test_whatever_else_comes_is_the_first_page(text: str) -> None:
    assert isinstance(HomeState.read(text), HomeState)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 9000,
        '{"pages": {"attention": -1}}',
        '{"pages": {"attention": 10000}}',
        '{"pages": {"made up": 1}}',
        '{"team": true, "role": "admin"}',
        '{"undo": "%s"}' % ("x" * 501),
    ],
)
def test_a_forged_state_is_none(text: str) -> None:
    assert HomeState.read(text) == HomeState()


@given(st.integers(0, 60), st.integers(0, 9_999))
def test_a_page_that_is_gone_shows_the_last(total: int, page: int) -> None:
    found = paged(range(total), page, list)
    assert len(found.items) == (min(PAGE, total - found.page * PAGE) if total else 0)
    assert 0 <= found.page < found.pages
    assert found.page == min(page, found.pages - 1)
    assert found.total == total
