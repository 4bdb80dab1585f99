"""One object for every weight and threshold."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from tools.policy import Policy


def test_what_is_left_out_keeps_its_default() -> None:
    policy = Policy.model_validate({"scorecard": {"weights": {"growth": 9}}})
    assert policy.scorecard.weights == {"growth": 9}
    assert policy.scorecard.influenced_share == Policy().scorecard.influenced_share
    assert policy.tiers == Policy().tiers


@pytest.mark.parametrize(
    "given",
    [
        {"scorcard": {}},
        {"scorecard": {"influenced": 1}},
        {"scorecard": {"influenced_share": 2}},
        {"health": {"stale_days": 0}},
    ],
)
def test_a_misspelt_name_or_a_value_out_of_range_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate(given)


def test_a_policy_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Policy().scorecard.influenced_share = 1.0


def thresholds(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every field that holds a value, with its path; a policy within a policy is walked."""
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from thresholds(field.annotation, f"{path}{name}.")
        else:
            yield f"{path}{name}", field


def test_every_threshold_says_what_it_is() -> None:
    found = dict(thresholds(Policy))
    assert {"scorecard.few_cases", "attention.due.promise_ahead"} <= found.keys()
    assert [path for path, field in found.items() if not field.description] == []
