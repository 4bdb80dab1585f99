from __future__ import annotations

import numpy as np
import pytest

from evals.fitting import as_seen, fit_examples
from evals.fitting_check import Checked, calibration_error
from evals.fitting_parts import Examples
from evals.phrasing_folds import FOLDS, folds, near_duplicates
from evals.phrasing_variants import variants
from prompts.phrasings import Phrasing

DRAWN = np.random.default_rng(1)
SAID = {
    "snooze": "leave {partner} alone until may",
    "log_note": "jot down that {partner} is happy",
    "data_health": "are the numbers fresh",
}
PHRASINGS = [Phrasing(tool, "en", f"{text} {count}") for tool, text in SAID.items() for count in range(10)]
CLASSES = ("data_health", "log_note", "snooze")


def examples() -> Examples:
    texts = [as_seen(one.text) for one in PHRASINGS]
    labels = np.array([CLASSES.index(one.tool) for one in PHRASINGS])
    vectors = DRAWN.normal(size=(len(texts), 8)).astype(np.float32) + labels[:, None]
    return Examples.of(texts, vectors.astype(np.float32), labels)


def test_a_head_knows_what_it_was_fitted_on_and_what_is_like_it() -> None:
    rows = examples()
    head = fit_examples(rows, CLASSES, PHRASINGS)
    logs = head.log_probabilities("leave partnerx alone please", np.full(8, 2, dtype=np.float32))
    assert CLASSES[logs.argmax()] == "snooze"
    assert {"leave", "jot"} <= head.ordinary
    assert "partner" not in head.ordinary


def test_fitting_twice_gives_the_same_weights() -> None:
    rows = examples()
    first, second = (fit_examples(rows, CLASSES, PHRASINGS) for _ in range(2))
    assert np.array_equal(first.grams, second.grams)
    assert np.array_equal(first.examples, second.examples)
    assert np.array_equal(first.landmarks.places, second.landmarks.places)


def test_placeholders_become_masks_and_plain_words() -> None:
    assert as_seen("write {contact} at {partner} in {language}") == "write personx at partnerx in Italian"


def test_variants_hold_the_text_itself_and_never_misspell_a_mask() -> None:
    made = variants("snooze partnerx")
    assert made[0] == "snooze partnerx"
    assert all("partnerx" in one for one in made)
    assert made == variants("snooze partnerx")
    assert made[2] != made[0]


def test_what_says_the_same_never_straddles_folds() -> None:
    vectors = DRAWN.normal(size=(60, 8)).astype(np.float32)
    twice = np.vstack([vectors, vectors * np.float32(1.001)])
    groups = near_duplicates(twice)
    assert (groups[:60] == groups[60:]).all()
    parts = folds(groups)
    assert len(parts) == FOLDS
    for fitting, measuring in parts:
        assert not set(groups[fitting]) & set(groups[measuring])


@pytest.mark.parametrize(("said", "error"), [(1.0, 0.5), (0.5, 0.0)])
def test_calibration_error_is_the_distance_of_what_is_said_and_what_is(said: float, error: float) -> None:
    right = np.array([1, 0, 1, 0])
    assert calibration_error(np.full(4, said, dtype=np.float32), right) == pytest.approx(error)


def test_the_check_counts_by_tool_and_names_confusions() -> None:
    logs = np.log(np.array([[0.05, 0.9, 0.05], [0.1, 0.7, 0.2]], dtype=np.float32))
    asked = [Phrasing("log_note", "en", "note it"), Phrasing("snooze", "de", "spaeter")]
    one = Checked(asked, CLASSES, logs, np.array([1, 2]))
    found = {score.group: (score.right, score.asked) for score in one.scores()}
    assert found["all"] == (1, 2)
    assert (found["log_note"], found["snooze"], found["de"]) == ((1, 1), (0, 1), (0, 1))
    assert list(one.confusions()) == ["snooze taken for log_note: 1, such as 'spaeter'"]
