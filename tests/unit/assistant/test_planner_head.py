from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from assistant.planner.choices import Choices
from assistant.planner.cues import cue_values
from assistant.planner.features import SLOTS, hashed
from assistant.planner.head import Head, load_head
from assistant.planner.landmarks import Landmarks

CUES = len(cue_values(""))
DRAWN = np.random.default_rng(0)
VECTORS = DRAWN.normal(size=(6, 8)).astype(np.float32)
ROWS = np.stack([cue_values(text) for text in ("why", "snooze partnerx", "hi", "costs", "note", "brief me")])
CHOSEN = np.array([0, 2, 5])


@pytest.fixture
def landmarks() -> Landmarks:
    return Landmarks.among(VECTORS, ROWS, CHOSEN)


@pytest.fixture
def head(landmarks: Landmarks) -> Head:
    return Head(
        classes=("log_note", "snooze"),
        vectors=np.zeros((8 + CUES, 2), dtype=np.float32),
        grams=np.zeros((SLOTS, 2), dtype=np.float32),
        examples=np.zeros((len(CHOSEN), 2), dtype=np.float32),
        bias=np.zeros(2, dtype=np.float32),
        frequencies=np.ones(SLOTS, dtype=np.float32),
        landmarks=landmarks,
        ordinary=frozenset({"note", "why"}),
        digest="d1",
        choices=Choices({}),
    )


def test_a_landmark_is_closest_to_itself(landmarks: Landmarks) -> None:
    near = landmarks.closeness(VECTORS, ROWS)
    assert near[CHOSEN].argmax(axis=1).tolist() == [0, 1, 2]
    assert_allclose(np.diag(near[CHOSEN]), 1, atol=1e-3)


def test_closeness_is_a_share_and_falls_with_distance(landmarks: Landmarks) -> None:
    step = VECTORS[1] - landmarks.middle
    far = np.stack([landmarks.middle + times * step for times in (1, 3, 9)])
    near = landmarks.closeness(far, np.repeat(ROWS[1:2], 3, axis=0))
    assert ((near >= 0) & (near <= 1)).all()
    assert (np.diff(near.sum(axis=1)) < 0).all()


def test_a_cue_that_only_one_shows_sets_two_apart(landmarks: Landmarks) -> None:
    other = ROWS[:1].copy()
    other[0, 0] = 1 - other[0, 0]
    assert landmarks.closeness(VECTORS[:1], other)[0, 0] < landmarks.closeness(VECTORS[:1], ROWS[:1])[0, 0]


def test_each_part_of_the_head_can_decide(head: Head) -> None:
    text = "snooze partnerx"
    assert_allclose(head.log_probabilities(text, VECTORS[0]), np.log([0.5, 0.5]), rtol=1e-5)
    for part, at in (("vectors", slice(None)), ("grams", hashed(text)[0]), ("examples", slice(None))):
        weights = getattr(head, part)
        weights[at, 1] = 1 if part != "vectors" else np.append(VECTORS[0], cue_values(text))
        logs = head.log_probabilities(text, VECTORS[0])
        assert logs[1] > logs[0]
        weights[:] = 0


def test_probabilities_add_up_to_one(head: Head) -> None:
    head.bias[:] = (3, -2)
    assert np.exp(head.log_probabilities("", VECTORS[0])).sum() == pytest.approx(1)


def test_a_saved_head_judges_as_before(head: Head, tmp_path: Path) -> None:
    head.grams[:] = DRAWN.normal(size=head.grams.shape)
    head.examples[:] = DRAWN.normal(size=head.examples.shape)
    head.save(tmp_path / "head.npz")
    again = load_head(tmp_path / "head.npz")
    assert (again.classes, again.ordinary, again.digest) == (head.classes, head.ordinary, head.digest)
    text = "note for partnerx: wants a call"
    assert_allclose(
        again.log_probabilities(text, VECTORS[3]), head.log_probabilities(text, VECTORS[3]), atol=0.01
    )
