"""Real files in a real folder, watched as `rapport import --watch` does."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from rich.console import Console
from sqlalchemy import Engine

from assistant.errors import AssistantError
from assistant.intake import Importer
from assistant.intake.listing import Seen, listing, quiet
from assistant.intake.watching import Watching
from assistant.terminal.importing import watch_folder
from knowledge.importing.options import ImportOptions
from tests.encoding import WordEncoder
from tests.integration.incoming import growing
from tools.policy import Policy

QUIET = 0.1  # seconds
LONG_QUIET = 0.5  # seconds, in which even a busy machine comes to write
PARTNERS = "partner_id,name\nP1,Globex\n"


@contextmanager
def watched(
    engine: Engine, folder: Path, rejects: Path | None = None, seconds: float = QUIET
) -> Iterator[Callable[[], str]]:
    """A watch in a thread of its own; gives what it has shown so far."""
    shown, stop = StringIO(), Event()
    console = Console(file=shown, width=200)
    importer = Importer(engine, "EUR", Policy(), lambda: datetime.now(UTC), WordEncoder())
    watching = Watching(folder, stop, seconds, rejects, patience=seconds * 2)
    thread = Thread(target=watch_folder, args=(importer, ImportOptions(rejects=rejects), watching, console))
    thread.start()
    try:
        yield shown.getvalue
    finally:
        stop.set()
        thread.join(timeout=60)
        assert not thread.is_alive()


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_a_new_file_comes_in_and_a_changed_one_again(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    with watched(engine, tmp_path) as shown:
        until(lambda: "partners: 1 row, 1 new or changed" in shown())
        (tmp_path / "managers.csv").write_text("email,name\na@b.example,Ada\n", encoding="utf-8")
        until(lambda: "managers: 1 row, 1 new or changed" in shown())
        (tmp_path / "partners.csv").write_text(PARTNERS + "P2,Initech\n", encoding="utf-8")
        until(lambda: "partners: 2 rows, 1 new or changed" in shown())


def test_a_bad_file_is_told_and_the_watch_goes_on(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text(
        "partner_id,name,signed_on\nP1,Globex,2026-13-01\n", encoding="utf-8"
    )
    with watched(engine, tmp_path) as shown:
        until(lambda: "partners: stayed out, 1 of 1 row need a look" in shown())
        (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
        until(lambda: "partners: 1 row, 1 new or changed" in shown())


def test_a_file_that_is_still_being_written_is_waited_for(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "partners.csv"
    with (
        file.open("w", encoding="utf-8", buffering=1) as growing,
        watched(engine, tmp_path, seconds=LONG_QUIET) as shown,
    ):
        growing.write("partner_id,name\n")
        for number in range(40):
            growing.write(f"P{number},Firm {number}\n")
            time.sleep(LONG_QUIET / 20)
            assert "partners:" not in shown()
        until(lambda: "partners: 40 rows, 40 new or changed" in shown())


def test_what_we_write_ourselves_starts_no_import(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    rejects = tmp_path / "rejects.csv"
    with watched(engine, tmp_path, rejects) as shown:
        until(lambda: shown().count("Watching") == 1)
        rejects.write_text("x\n", encoding="utf-8")
        (tmp_path / ".partners.csv.swp").write_text("x", encoding="utf-8")
        (tmp_path / "~$partners.xlsx").write_text("x", encoding="utf-8")
        time.sleep(QUIET * 8)
        assert shown().count("Watching") == 1


def test_an_interrupt_ends_it_with_success(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Watching, take_in: Callable[[], bool], _changing: object) -> None:
        take_in()
        raise KeyboardInterrupt

    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    monkeypatch.setattr(Watching, "run", interrupted)
    shown = StringIO()
    importer = Importer(engine, "EUR", Policy(), lambda: datetime.now(UTC), WordEncoder())
    console = Console(file=shown, width=200)
    assert watch_folder(importer, ImportOptions(), Watching(tmp_path, Event()), console) == 0
    assert shown.getvalue().endswith("Stopped watching.\n")


def test_a_folder_that_is_not_there_cannot_be_watched(engine: Engine, tmp_path: Path) -> None:
    importer = Importer(engine, "EUR", Policy(), lambda: datetime.now(UTC), WordEncoder())
    with pytest.raises(AssistantError, match="no folder"):
        watch_folder(importer, ImportOptions(), Watching(tmp_path / "nowhere", Event()), Console())


def test_a_folder_where_somebody_writes_on_and_on_is_given_up_and_the_file_named(tmp_path: Path) -> None:
    with growing(tmp_path / "deals.csv"):
        seen = quiet(tmp_path, Event(), seconds=LONG_QUIET, patience=LONG_QUIET)
    assert seen is not None
    assert seen.changing == ("deals.csv",)
    assert quiet(tmp_path, Event(), seconds=0.05, patience=5) == Seen(listing(tmp_path))


def test_a_file_that_no_import_reads_may_grow(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    with growing(tmp_path / "export.log"), watched(engine, tmp_path) as shown:
        until(lambda: "partners: 1 row, 1 new or changed" in shown())


def test_a_file_that_grows_on_and_on_is_told_once(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    with growing(tmp_path / "deals.csv"), watched(engine, tmp_path, seconds=LONG_QUIET) as shown:
        until(lambda: "Still being written to: deals.csv" in shown())
        time.sleep(LONG_QUIET * 3)
        assert shown().count("Still being written to") == 1


@pytest.mark.parametrize("way", ["sub/../rejects.csv", "link/rejects.csv"])
def test_our_own_file_is_known_by_whatever_path(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "exports"
    (folder / "sub").mkdir(parents=True)
    (folder / "link").symlink_to(folder)
    (folder / "rejects.csv").write_text("x", encoding="utf-8")
    assert listing(folder, folder / way) == {}


def test_what_changes_right_after_a_look_is_taken_in_too(tmp_path: Path) -> None:
    file, stop = tmp_path / "partners.csv", Event()
    file.write_text(PARTNERS, encoding="utf-8")
    watching, times = Watching(tmp_path, stop, QUIET), 0

    def take_in() -> bool:
        nonlocal times
        times += 1
        if times == 1:
            file.write_text(PARTNERS + "P2,Initech\n", encoding="utf-8")
        else:
            stop.set()
        return True

    watching.run(take_in, lambda _files: None)
    assert times == 2


def test_what_failed_for_a_moment_is_tried_again_without_a_change(tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    stop, tries = Event(), []

    def take_in() -> bool:
        tries.append(len(tries))
        if len(tries) == 3:
            stop.set()
        return False

    Watching(tmp_path, stop, QUIET, pause=0.01).run(take_in, lambda _files: None)
    assert len(tries) == 3
