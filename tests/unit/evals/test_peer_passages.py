"""The world as passages, and their vectors kept between runs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from evals.frozen import tables
from evals.peers.passages import passages
from evals.peers.vectors import KeptEmbeddings
from knowledge.encoder import Vectors


@dataclass
class CountingEncoder:
    name: str = "counting"
    dimension: int = 2
    encoded: list[str] = field(default_factory=list)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return self._vectors(texts)

    @staticmethod
    def _vectors(texts: Sequence[str]) -> Vectors:
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def world() -> list[str]:
    return passages(tables())


def test_every_note_and_deal_is_a_passage_that_names_its_partner(world: list[str]) -> None:
    deals = [text for text in world if text.startswith("Deals of ")]
    assert len(deals) == 1358
    assert deals[0].startswith(
        "Deals of Norrvik Systems AB (P01)\ndeal_id: OPP-20001; created_on: 2024-07-04"
    )
    assert sum(text.startswith("Notes of ") for text in world) == 759


def test_small_events_of_a_partner_and_quarter_are_one_passage_with_their_columns_said_once(
    world: list[str],
) -> None:
    (found,) = [text for text in world if text.startswith("Costs of Norrvik Systems AB (P01) 2024-Q4")]
    assert found == (
        "Costs of Norrvik Systems AB (P01) 2024-Q4: date, kind, amount, currency\n"
        "2024-10-02, support, 960, EUR\n2024-12-03, mdf, 7770, EUR\n2024-12-03, management, 500, EUR"
    )


def test_targets_of_one_market_are_one_passage(world: list[str]) -> None:
    head = "Territories region DACH, sector Manufacturing, technology SAP: period, target_revenue\n"
    (found,) = [text for text in world if text.startswith(head)]
    assert "2026-Q3, 111000" in found


def test_a_passage_is_encoded_once_and_only_changed_ones_again(tmp_path: Path) -> None:
    encoder, path = CountingEncoder(), tmp_path / "cache" / "passages.npz"
    assert KeptEmbeddings(encoder, path).embed_documents(["a", "bb"]) == [[1, 1], [2, 1]]
    assert KeptEmbeddings(encoder, path).embed_documents(["ccc", "bb"]) == [[3, 1], [2, 1]]
    assert encoder.encoded == ["a", "bb", "ccc"]
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_texts_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    encoder, path = CountingEncoder(), tmp_path / "passages.npz"
    for texts in (["a"], ["bb"], ["a"]):
        KeptEmbeddings(encoder, path).embed_documents(texts)
    assert encoder.encoded == ["a", "bb", "a"]
