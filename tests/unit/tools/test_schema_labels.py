"""Attributes stand in our own files under labels that are no columns of the table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import schema
from tools.schema.labels import attribute_label, attribute_name, squeezed


@pytest.mark.parametrize(
    ("attribute", "label"),
    [
        ("Shoe size", "Shoe size"),
        ("Region", "attribute: Region"),
        ("PARTNER-ID", "attribute: PARTNER-ID"),
        ("attribute: Region", "attribute: attribute: Region"),
    ],
)
def test_only_what_would_be_read_as_a_column_is_marked(attribute: str, label: str) -> None:
    assert attribute_label(attribute, schema.DEALS) == label


@given(attribute=st.text(min_size=1) | st.sampled_from(["Stage", "stage ", "attribute: stage"]))
def test_every_attribute_comes_back_and_none_is_a_column(attribute: str) -> None:
    label = attribute_label(attribute, schema.DEALS)
    assert attribute_name(label, schema.DEALS) == attribute
    assert squeezed(label) not in {squeezed(column.name) for column in schema.DEALS.columns}


def test_an_attribute_never_takes_the_very_name_of_a_column() -> None:
    assert attribute_name("attribute: stage", schema.DEALS) == "attribute: stage"
    assert attribute_name("attribute: Stage", schema.DEALS) == "Stage"
