"""What follows an import: scores, promises, the note index; each only as far as something changed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, select

from assistant.intake import Importer, IncomingFolder, Intake, Step, StepName, StillWritten
from knowledge.audit import Deed, entries
from knowledge.encoder import Vectors
from knowledge.errors import KnowledgeError
from knowledge.exclusive import only_one
from knowledge.import_runs import last_run
from knowledge.importing.options import ImportOptions
from knowledge.promises import promises
from knowledge.snapshots import snapshots_on
from knowledge.tables import readings
from knowledge.vectors import embedded_count
from tests.encoding import WordEncoder
from tests.integration.incoming import growing
from tools.policy import Policy

DAY = date(2026, 9, 30)
FILES = {
    "managers": "email,name\npriya@vendor.example,Priya Shah\n",
    "partners": (
        "partner_id,name,signed_on,status\nP1,Globex,2025-01-10,active\nP2,Initech,2025-02-01,active\n"
    ),
    "contacts": "contact_id,partner_id,name,email\nC1,P1,Dana Koch,dana@globex.example\n",
    # half a year of records: a single day of them would be too early to score anybody
    "deals": "deal_id,partner_id,stage,closed_on,amount\nD0,P2,won,2026-03-31,8\nD1,P1,won,2026-09-30,1000\n",
    "notes": (
        "note_id,partner_id,date,author,text\n"
        "N1,P1,2026-09-01,Priya Shah,We promised Dana a demo by Friday.\n"
        "N2,P2,2026-09-02,Priya Shah,We will send the numbers next week.\n"
    ),
}


class Counting(WordEncoder):
    """Fails when told to."""

    broken = False

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        if self.broken:
            raise KnowledgeError("The encoder is not here.")
        return super().encode_passages(texts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "exports"
    place.mkdir()
    for name, text in FILES.items():
        (place / f"{name}.csv").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture
def importer(engine: Engine, encoder: Counting) -> Importer:
    return Importer(engine, "EUR", Policy(), lambda: datetime(2026, 10, 1, tzinfo=UTC), encoder, 30.0)


def steps(intake: Intake) -> dict[StepName, Step]:
    return {step.name: step for step in intake.steps}


def counts(intake: Intake) -> dict[str, tuple[int, int]]:
    return {step.name.value: (step.done, step.total) for step in intake.steps}


def edit(folder: Path, table: str, old: str, new: str) -> None:
    file = folder / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_scores_promises_and_index_follow_the_first_import(importer: Importer, folder: Path) -> None:
    intake = importer.take_in(folder)
    assert intake.report.problems == ()
    assert counts(intake) == {"scores": (2, 2), "promises from notes": (2, 2), "note index": (2, 2)}
    assert intake.seconds >= intake.report.seconds
    with importer.engine.connect() as connection:
        kept = snapshots_on(connection, DAY)
        assert kept.keys() == {"P1", "P2"}
        assert 0 < (kept["P1"].score or -1) <= 100
        assert 0 < (kept["P1"].confidence or -1) < Policy().scorecard.low_confidence
        assert (kept["P1"].phase, kept["P1"].tier) != (None, None)
        assert len(kept["P1"].policy) == 16
        assert {"scores", "promises from notes", "note index"} <= _steps(connection).keys()


def test_the_log_holds_that_a_folder_was_imported_and_nobodys_name(importer: Importer, folder: Path) -> None:
    run_id = importer.take_in(folder).report.run_id
    with importer.engine.connect() as connection:
        (entry,) = entries(connection, deeds=[Deed.IMPORTED])
    assert (entry.actor_email, entry.subject) == ("", f"import:{run_id}")
    assert int(entry.details["rows"]) > 0


def test_nothing_follows_where_nothing_changed(importer: Importer, folder: Path, encoder: Counting) -> None:
    importer.take_in(folder)
    encoded = encoder.encoded
    assert importer.take_in(folder).steps == ()
    assert encoder.encoded == encoded


def test_one_more_deal_scores_again_and_reads_no_note(importer: Importer, folder: Path) -> None:
    importer.take_in(folder)
    edit(folder, "deals", "1000\n", "1000\nD2,P2,won,2026-09-30,5000\n")
    again = importer.take_in(folder)
    assert set(counts(again)) == {"scores"}
    assert steps(again)[StepName.SCORES].total == 2
    assert steps(again)[StepName.SCORES].done >= 1


def test_other_weights_score_again_without_an_import_of_anything(
    importer: Importer, folder: Path, engine: Engine, encoder: Counting
) -> None:
    importer.take_in(folder)
    other = Policy.model_validate({"health": {"stale_days": 9}})
    again = Importer(engine, "EUR", other, importer.now, encoder).take_in(folder)
    assert counts(again) == {"scores": (2, 2)}  # the same numbers, by another policy


def test_a_note_that_says_something_else_is_read_and_indexed_again_alone(
    importer: Importer, folder: Path, encoder: Counting
) -> None:
    importer.take_in(folder)
    encoded = encoder.encoded
    edit(folder, "notes", "the numbers next week", "the figures next week")
    again = counts(importer.take_in(folder))
    assert again["promises from notes"] == (1, 1)
    assert encoder.encoded == encoded + 1


def test_the_notes_of_a_partner_whose_contacts_changed_are_read_again_alone(
    importer: Importer, folder: Path
) -> None:
    importer.take_in(folder)
    edit(folder, "contacts", "Dana Koch", "Dana Kohl")
    assert counts(importer.take_in(folder))["promises from notes"] == (1, 1)


def test_all_notes_are_read_again_when_one_of_us_is_called_otherwise(
    importer: Importer, folder: Path
) -> None:
    importer.take_in(folder)
    edit(folder, "managers", "Priya Shah", "Priya Nair")
    assert counts(importer.take_in(folder))["promises from notes"] == (2, 2)


def test_what_an_import_that_died_left_unread_is_read_by_the_next(
    importer: Importer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer.take_in(folder)
    edit(folder, "notes", "the numbers next week", "the figures next week")
    with monkeypatch.context() as dying:
        dying.setattr("assistant.intake.importer.keep_scores", _die)
        with pytest.raises(KeyboardInterrupt):
            importer.take_in(folder)
    found = counts(importer.take_in(folder))
    assert found["promises from notes"] == (1, 1)
    assert "scores" in found


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_is_kept_of_promises_is_what_would_be_read_now(importer: Importer, folder: Path) -> None:
    importer.take_in(folder)
    with importer.engine.begin() as connection:
        kept = promises(connection, DAY)
        connection.execute(readings.delete())
        assert promises(connection, DAY).equals(kept)
    assert len(kept) == 2


def test_without_time_no_note_is_indexed(engine: Engine, folder: Path, encoder: Counting) -> None:
    importer = Importer(engine, "EUR", Policy(), lambda: datetime(2026, 10, 1, tzinfo=UTC), encoder)
    assert StepName.INDEX not in steps(importer.take_in(folder))
    with engine.connect() as connection:
        assert embedded_count(connection, encoder.name) == (0, 2)


def test_an_index_that_takes_too_long_is_left_to_others_and_says_how_far_it_came(
    engine: Engine, folder: Path, encoder: Counting
) -> None:
    many = "".join(f"X{number},P1,2026-09-01,Priya Shah,Word {number}.\n" for number in range(50))
    (folder / "notes.csv").write_text(FILES["notes"] + many, encoding="utf-8")
    hurried = Importer(
        engine, "EUR", Policy(), lambda: datetime(2026, 10, 1, tzinfo=UTC), encoder, 1e-9
    ).take_in(folder)
    index = steps(hurried)[StepName.INDEX]
    assert (index.done < index.total, index.total) == (True, 52)


def test_an_encoder_that_fails_is_told_and_the_data_is_in(
    importer: Importer, folder: Path, encoder: Counting
) -> None:
    encoder.broken = True
    intake = importer.take_in(folder)
    assert steps(intake)[StepName.INDEX].problem == "The encoder is not here."
    assert intake.report.rows_changed > 0
    with importer.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(readings))


def test_partners_alone_without_a_dated_event_are_not_scored(importer: Importer, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text("partner_id,name\nP1,Globex\n", encoding="utf-8")
    intake = importer.take_in(tmp_path)
    assert (intake.report.problems, intake.steps) == ((), ())


def _steps(connection: Connection) -> Mapping[str, float]:
    run = last_run(connection)
    assert run is not None
    return run.steps


@pytest.mark.parametrize("part", ["keep_scores", "read_promises", "index_notes"])
def test_whatever_breaks_after_the_data_is_in_is_a_problem_of_that_step_alone(
    importer: Importer, folder: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(f"assistant.intake.importer.{part}", _break)
    intake = importer.take_in(folder)
    assert intake.report.rows_changed > 0
    (broken,) = [step for step in intake.steps if step.problem]
    assert "KeyError" in broken.problem


def _break(*_: object, **__: object) -> None:
    raise KeyError("a cell of somebody")


def test_who_writes_on_and_on_to_an_export_is_named(importer: Importer, folder: Path) -> None:
    incoming = IncomingFolder(importer, folder, ImportOptions(), 15, quiet_seconds=0.5, patience=0.1)
    with growing(folder / "deals.csv"):
        assert incoming.take_in() == StillWritten(("deals.csv",))
    with growing(folder / "export.log"):
        assert isinstance(incoming.take_in(), Intake)


def test_a_folder_is_taken_in_by_one_worker_at_a_time(importer: Importer, folder: Path) -> None:
    incoming = IncomingFolder(importer, folder, ImportOptions(), 15, quiet_seconds=0.01)
    with only_one(importer.engine, "import"):
        assert incoming.take_in() is None
    taken = incoming.take_in()
    assert isinstance(taken, Intake)
    assert taken.report.problems == ()
