"""Bounds of what a what-if may assume."""

import pytest
from pydantic import ValidationError

from assistant.toolbox.arguments import TierWhatIf


@pytest.mark.parametrize("arguments", [{"leads_threshold": 1e308}, {"leads_threshold": -1}])
def test_thresholds_that_no_partner_could_mean_are_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="leads_threshold"):
        TierWhatIf.model_validate(arguments)


def test_a_percentile_above_100_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValidationError, match="500 is no percentile: give 0 to 100, or basis absolute"):
        TierWhatIf(leads_threshold=500, basis="percentile")
    assert TierWhatIf(leads_threshold=500).leads_threshold == 500
    assert TierWhatIf(leads_threshold=100, basis="percentile").leads_threshold == 100
