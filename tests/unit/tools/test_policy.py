"""One object for every weight and threshold."""

import pytest
from pydantic import ValidationError

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


def test_every_threshold_says_what_it_is() -> None:
    for name in Policy.model_fields:
        fields = type(getattr(Policy(), name)).model_fields
        assert all(field.description for field in fields.values()), name
