import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, insert, select, update

from knowledge.encoder import Vectors
from knowledge.filling import Filler
from knowledge.index import NoteIndex, open_index
from knowledge.notes import Note, add_note, delete_note, text_digest
from knowledge.retrieval import EMBED_AT_ONCE, Retriever
from knowledge.tables import INCOMING, vectors
from knowledge.vectors import NoteVector, embed_missing, keep_vectors, passage_of
from tests.encoding import WordEncoder
from tools.facts import Audience

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
NOTES = [
    Note("n1", "a", MAY, "They are happy. The price list is late. Training was good."),
    Note("n2", "a", MAY, "Dana wants a workshop in Berlin.", author="Dana", visibility=Audience.SHAREABLE),
    Note("n3", "b", MAY, "The price list is late here too, says the other partner."),
    Note("n4", "a", JUNE, "In June the price list came."),
]
notes_table = INCOMING["notes"]


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


@pytest.fixture
def filled(engine: Engine) -> Engine:
    with engine.begin() as connection:
        for note in NOTES:
            add_note(connection, note)
        for number in range(60):
            add_note(
                connection,
                Note(f"x{number:02}", "a", MAY, f"Weekly call {number} about module {number % 7}."),
            )
    return engine


@pytest.fixture(params=["scan", "index"])
def retriever(
    request: pytest.FixtureRequest, filled: Engine, encoder: WordEncoder, tmp_path: Path
) -> Iterator[Retriever]:
    """A retriever over embedded notes, once without and once with an index."""
    embed_missing(filled, encoder)
    if request.param == "scan":
        yield Retriever(filled, encoder)
        return
    index = open_index(tmp_path / "index", encoder)
    assert index is not None
    with filled.connect() as connection:
        index.sync(connection)
    yield Retriever(filled, encoder, index)
    index.close()


def found(retriever: Retriever, question: str, *partners: str, **limits: object) -> list[str]:
    return [hit.note_id for hit in retriever.hits(question, partners, limits.pop("as_of", MAY), **limits)]


def test_the_sentence_that_answers_is_quoted_from_the_right_note(retriever: Retriever) -> None:
    best = retriever.search("the price list is late", ["a", "b"], MAY)
    assert {words.note_id for words in best[:2]} == {"n1", "n3"}
    first = next(words for words in best if words.note_id == "n1")
    assert first.text == "The price list is late."
    assert NOTES[0].text[first.start : first.end] == first.text


def test_only_the_asked_partners_are_searched_and_without_partners_nobody(retriever: Retriever) -> None:
    assert found(retriever, "the price list is late", "b", limit=50) == ["n3"]
    assert found(retriever, "the price list is late") == []
    assert found(retriever, "the price list is late", "unknown") == []
    assert found(retriever, " ", "a") == []


def test_the_shareable_audience_gets_no_internal_note(retriever: Retriever) -> None:
    assert found(retriever, "weekly call", "a", audience=Audience.SHAREABLE, limit=50) == ["n2"]


def test_a_note_of_a_later_day_is_not_found(retriever: Retriever) -> None:
    assert "n4" not in found(retriever, "in june the price list came", "a", limit=50)
    assert found(retriever, "in june the price list came", "a", as_of=JUNE)[0] == "n4"


def test_a_deleted_note_is_gone_at_once(retriever: Retriever, filled: Engine) -> None:
    with filled.begin() as connection:
        delete_note(connection, "n1")
    assert "n1" not in found(retriever, "the price list is late", "a", "b", limit=50)


def test_a_note_that_moved_to_another_partner_moves_at_once(retriever: Retriever, filled: Engine) -> None:
    with filled.begin() as connection:
        connection.execute(update(notes_table).where(notes_table.c.note_id == "n1").values(partner_id="c"))
    assert "n1" not in found(retriever, "the price list is late", "a", limit=50)


def test_a_note_is_found_by_its_present_words_only(retriever: Retriever, filled: Engine) -> None:
    changed = "Their office moves to Lisbon."
    with filled.begin() as connection:
        connection.execute(update(notes_table).where(notes_table.c.note_id == "n1").values(text=changed))
    (best,) = retriever.search("office moves to lisbon", ["a"], MAY, limit=1)
    assert (best.note_id, best.text) == ("n1", changed)
    assert found(retriever, "the price list is late", "a", "b")[0] == "n3"


def test_notes_without_vectors_are_found_by_their_words(filled: Engine, encoder: WordEncoder) -> None:
    retriever = Retriever(filled, encoder)
    assert found(retriever, "workshop in berlin", "a")[0] == "n2"
    assert found(retriever, "the price list is late", "a", "b", limit=2) in (["n1", "n3"], ["n3", "n1"])


def test_a_question_embeds_few_notes_remembers_them_and_writes_nothing_until_told(
    filled: Engine, encoder: WordEncoder
) -> None:
    retriever = Retriever(filled, encoder)
    found(retriever, "weekly call", "a")
    assert encoder.encoded <= EMBED_AT_ONCE + 6
    with filled.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(vectors)) == 0
    assert retriever.keep() == EMBED_AT_ONCE
    assert retriever.keep() == 0
    with filled.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(vectors)) == EMBED_AT_ONCE


def test_another_encoder_starts_anew(filled: Engine, encoder: WordEncoder) -> None:
    assert embed_missing(filled, encoder) == len(NOTES) + 60
    assert embed_missing(filled, encoder) == 0
    assert embed_missing(filled, WordEncoder("other"), ["b"]) == 1
    assert embed_missing(filled, encoder, ["a", "b"]) == 1


def test_vectors_of_bare_words_as_kept_by_an_earlier_version_are_made_anew(
    filled: Engine, encoder: WordEncoder
) -> None:
    note = NOTES[1]
    bare = NoteVector(note.note_id, "a", text_digest(note.text), encoder.encode_passages([note.text])[0])
    row = {
        "note_id": bare.note_id,
        "partner_id": "a",
        "text_digest": bare.text_digest,
        "encoder": encoder.name,
    }
    with filled.begin() as connection:
        assert keep_vectors(connection, encoder.name, [bare]) == 0
        connection.execute(insert(vectors).values(row | {"vector": bare.vector.astype("<f4").tobytes()}))
    assert found(Retriever(filled, encoder), "workshop in berlin", "a")[0] == note.note_id
    assert embed_missing(filled, encoder) == len(NOTES) + 60
    assert _digest(filled, note.note_id) == text_digest(passage_of(note)) != bare.text_digest


def test_a_note_is_embedded_again_when_its_author_is_corrected(filled: Engine, encoder: WordEncoder) -> None:
    embed_missing(filled, encoder)
    with filled.begin() as connection:
        connection.execute(update(notes_table).where(notes_table.c.note_id == "n1").values(author="Ciara"))
    assert embed_missing(filled, encoder) == 1


class NearAll(WordEncoder):
    """Every text is as near as any other, so that words alone decide."""

    def _vector(self, text: str) -> Vectors:
        return super()._vector("" if text else text)


def test_who_wrote_a_note_and_when_counts_as_words_of_it(engine: Engine) -> None:
    with engine.begin() as connection:
        add_note(connection, Note("c", "a", MAY, "They want a workshop.", author="Ciara"))
        add_note(connection, Note("l", "a", JUNE, "They want a workshop.", author="Liam"))
    retriever = Retriever(engine, NearAll())
    for question in (
        "what workshop did ciara ask for",
        "workshop in may",
        "taller de mayo",
        "spring workshop",
    ):
        assert found(retriever, question, "a", as_of=JUNE) == ["c", "l"], question
    for question in (
        "what workshop did liam ask for",
        "Workshop im Juni",
        "workshop last summer",
        "workshop",
    ):
        assert found(retriever, question, "a", as_of=JUNE) == ["l", "c"], question  # the newest among equals


def test_a_word_of_another_language_finds_what_it_means(filled: Engine) -> None:
    retriever = Retriever(filled, NearAll())
    embed_missing(filled, NearAll())
    assert found(retriever, "¿Algún taller?", "a")[0] == "n2"
    assert found(retriever, "eine Schulung", "a")[0] == "n1"


def test_a_note_that_changes_while_it_is_encoded_gets_no_vector_of_the_old_text(
    filled: Engine,
) -> None:
    class Interrupted(WordEncoder):
        def encode_passages(self, texts: list[str]) -> object:
            with filled.begin() as connection:
                connection.execute(delete(notes_table).where(notes_table.c.note_id == "n3"))
            return super().encode_passages(texts)

    assert embed_missing(filled, Interrupted(), ["b"]) == 0
    with filled.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(vectors)) == 0


def test_the_filler_embeds_in_the_background_and_can_be_stopped(
    filled: Engine, encoder: WordEncoder, tmp_path: Path
) -> None:
    index = open_index(tmp_path / "index", encoder)
    assert isinstance(index, NoteIndex)
    retriever = Retriever(filled, encoder, index)
    filler = Filler(filled, encoder, retriever, index)
    filler.start()
    deadline = time.monotonic() + 60
    while not index.holds("x59", _digest(filled, "x59")) and time.monotonic() < deadline:
        time.sleep(0.02)
    encoded = encoder.encoded
    assert found(retriever, "workshop in berlin", "a")[0] == "n2"
    filler.stop()
    assert encoder.encoded - encoded <= 6
    assert open_index(tmp_path / "index", encoder) is not None


def _digest(engine: Engine, note_id: str) -> str:
    with engine.connect() as connection:
        kept = select(vectors.c.text_digest).where(vectors.c.note_id == note_id)
        return connection.scalar(kept) or ""
