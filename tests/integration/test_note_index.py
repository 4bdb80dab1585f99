import multiprocessing
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete

from knowledge.database import open_database
from knowledge.index import IndexUnavailableError, NoteIndex, connect_index, open_index
from knowledge.notes import Note, add_note
from knowledge.retrieval import Retriever
from knowledge.tables import vectors
from knowledge.vectors import embed_missing
from tests.encoding import WordEncoder

MAY = date(2026, 5, 1)
ENCODER = WordEncoder()
PARTNERS = [f"p{number}" for number in range(8)]
QUESTION = "module 3 about invoices"


@pytest.fixture
def filled(sqlite_database_url: str) -> Iterator[Engine]:
    """A database with 80 embedded notes; which database it is does not matter to the index."""
    engine = open_database(sqlite_database_url)
    with engine.begin() as connection:
        for number in range(80):
            text = f"Call {number} about module {number % 9}. Then about invoices {number % 4}."
            add_note(connection, Note(f"n{number}", f"p{number % 8}", MAY, text))
    embed_missing(engine, ENCODER)
    yield engine
    engine.dispose()


def opened(folder: Path, engine: Engine, encoder: WordEncoder = ENCODER) -> tuple[NoteIndex, int]:
    index = open_index(folder, encoder)
    assert index is not None
    with engine.connect() as connection:
        return index, index.sync(connection)


def answers(index: NoteIndex, *partners: str) -> dict[str, float]:
    found = index.search(ENCODER.encode_queries([QUESTION])[0], partners or PARTNERS, 10)
    return {note_id: round(near, 4) for note_id, near in found.items()}


def hits(engine: Engine, index: NoteIndex | None) -> list[str]:
    return [hit.note_id for hit in Retriever(engine, ENCODER, index).hits(QUESTION, PARTNERS, MAY)]


def test_the_index_finds_what_an_exact_scan_finds(filled: Engine, tmp_path: Path) -> None:
    index, taken = opened(tmp_path / "index", filled)
    assert taken == 80
    assert hits(filled, index) == hits(filled, None)
    index.close()


def test_only_named_partners_are_searched_and_without_names_nobody(filled: Engine, tmp_path: Path) -> None:
    index, _ = opened(tmp_path / "index", filled)
    assert {int(note_id[1:]) % 8 for note_id in answers(index, "p1", "p2")} == {1, 2}
    assert index.search(ENCODER.encode_queries(["x"])[0], [], 10) == {}
    index.close()


def test_an_index_that_was_closed_is_used_again(filled: Engine, tmp_path: Path) -> None:
    index, _ = opened(tmp_path / "index", filled)
    before = answers(index)
    index.close()
    again, taken = opened(tmp_path / "index", filled)
    assert (taken, answers(again)) == (0, before)
    again.close()


def test_what_left_sql_leaves_the_index(filled: Engine, tmp_path: Path) -> None:
    index, _ = opened(tmp_path / "index", filled)
    gone = next(iter(answers(index)))
    with filled.begin() as connection:
        connection.execute(delete(vectors).where(vectors.c.note_id == gone))
    with filled.connect() as connection:
        assert index.sync(connection) == 1
    assert gone not in answers(index)
    index.close()


@pytest.mark.parametrize(
    "harm", ["delete the folder", "alter one byte", "cut a file", "take a file away", "crash"]
)
def test_after_harm_the_rebuilt_index_equals_the_old(filled: Engine, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "index"
    index, _ = opened(folder, filled)
    before = answers(index)
    index.close()
    do_harm(folder, harm)
    again, taken = opened(folder, filled)
    assert taken == 80
    assert answers(again) == before
    again.close()


def do_harm(folder: Path, harm: str) -> None:
    file = folder / "chroma.sqlite3"
    content = file.read_bytes()
    middle = len(content) // 2
    if harm == "delete the folder":
        shutil.rmtree(folder)
    elif harm == "alter one byte":
        file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    elif harm == "cut a file":
        file.write_bytes(content[:middle])
    elif harm == "take a file away":
        next(path for path in folder.rglob("*.bin")).unlink()
    else:
        (folder / "manifest.json").unlink()


@pytest.mark.parametrize("harm", ["delete the folder", "cut a file"])
def test_harm_while_it_is_in_use_is_answered_from_sql_and_repaired(
    filled: Engine, tmp_path: Path, harm: str
) -> None:
    folder = tmp_path / "index"
    index, _ = opened(folder, filled)
    before, right = answers(index), hits(filled, None)
    do_harm(folder, harm)
    assert hits(filled, index) == right
    with filled.begin() as connection:
        add_note(connection, Note("new", "p1", MAY, "Something else entirely."))
    embed_missing(filled, ENCODER)
    with filled.connect() as connection:
        index.sync(connection)
    assert hits(filled, index) == right
    assert answers(index) == before
    index.close()


def test_another_encoder_rebuilds_the_index(filled: Engine, tmp_path: Path) -> None:
    index, _ = opened(tmp_path / "index", filled)
    index.close()
    other = WordEncoder("other")
    embed_missing(filled, other)
    again, taken = opened(tmp_path / "index", filled, other)
    assert taken == 80
    assert again.holds("n1", "no such digest") is False
    again.close()


def test_an_index_that_was_not_synchronised_yet_leaves_the_answer_to_sql(
    filled: Engine, tmp_path: Path
) -> None:
    index = open_index(tmp_path / "index", ENCODER)
    assert index is not None
    with pytest.raises(IndexUnavailableError):
        answers(index)
    assert hits(filled, index) == hits(filled, None)
    index.close()


def test_a_server_that_does_not_answer_leaves_the_answer_to_sql(filled: Engine) -> None:
    index = connect_index("http://127.0.0.1:9", ENCODER)
    with filled.connect() as connection, pytest.raises(IndexUnavailableError):
        index.sync(connection)
    assert hits(filled, index) == hits(filled, None)
    index.close()


def test_a_second_process_does_not_wait_and_gets_none(filled: Engine, tmp_path: Path) -> None:
    index, _ = opened(tmp_path / "index", filled)
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        assert pool.apply(_is_owned_elsewhere, (tmp_path / "index",)) is True
        index.close()
        assert pool.apply(_is_owned_elsewhere, (tmp_path / "index",)) is False


def _is_owned_elsewhere(folder: Path) -> bool:
    index = open_index(folder, ENCODER)
    if index is not None:
        index.close()
    return index is None


def test_the_index_holds_no_text(filled: Engine, tmp_path: Path) -> None:
    index, _ = opened(tmp_path / "index", filled)
    index.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file())
    assert b"invoices" not in kept
