from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import EmbeddedEncoder
from knowledge.levelling import Levelling, levelling_for, read_levelling


@pytest.fixture
def levelling() -> Levelling:
    """Of vectors of four numbers whose first holds nothing but the language."""
    axes = np.eye(4, dtype=np.float32)[:1]
    mean = np.array([0, 0, 0, 0.2], dtype=np.float32)
    return Levelling("small", axes, mean, mean * 2)


def test_the_language_no_longer_decides_what_is_near(levelling: Levelling) -> None:
    question = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    same_language, same_meaning = passages = np.array([[0.8, 0, 0.6, 0], [-0.8, 0.6, 0, 0]], dtype=np.float32)
    assert same_language @ question > same_meaning @ question
    level = levelling.passages(passages) @ levelling.question(question)
    assert level[1] > level[0]


def test_levelled_vectors_are_of_length_one(levelling: Levelling) -> None:
    rows = np.random.default_rng(1).normal(size=(5, 4)).astype(np.float32)
    assert np.linalg.norm(levelling.passages(rows), axis=1) == pytest.approx(np.ones(5))


def test_what_was_written_is_read_back(levelling: Levelling, tmp_path: Path) -> None:
    levelling.write(tmp_path / "kept.npz")
    kept = read_levelling(tmp_path / "kept.npz")
    assert kept.encoder == "small"
    assert (kept.axes == levelling.axes).all()
    assert (kept.question_mean == levelling.question_mean).all()
    assert (kept.passage_mean == levelling.passage_mean).all()


def test_the_shipped_levelling_fits_the_shipped_encoder() -> None:
    encoder = EmbeddedEncoder()
    kept = levelling_for(encoder.name, encoder.dimension)
    assert kept.axes.shape == (6, encoder.dimension)
    assert kept.axes @ kept.axes.T == pytest.approx(np.eye(6), abs=1e-5)


def test_vectors_of_another_encoder_stay_as_they_are() -> None:
    rows = np.array([[0.6, 0.8]], dtype=np.float32)
    kept = levelling_for("another", 2)
    assert kept.passages(rows) == pytest.approx(rows)
    assert kept.question(rows[0]) == pytest.approx(rows[0])
