"""A PostgreSQL server for tests: the one of TEST_DATABASE_URL, or a private one that ends with the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from knowledge.database import open_database
from knowledge.errors import DatabaseError

_START_SECONDS = 60
# what a test writes need not survive a power cut
_QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=50",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
)
_COPIES_FILES = (15,)  # the version since which a copy can be one of files, in half the time


@contextmanager
def postgres_server() -> Iterator[Engine]:
    """An engine on the server's own database, outside of transactions, for making and dropping databases."""
    with _server_url() as url:
        engine = open_database(url)
        yield engine.execution_options(isolation_level="AUTOCOMMIT")
        engine.dispose()


@contextmanager
def fresh_database(server: Engine, template: str = "template1") -> Iterator[str]:
    """Name of a new database, a copy of `template`, dropped at the end."""
    name = f"rapport_test_{uuid4().hex}"
    with server.connect() as connection:
        version = connection.dialect.server_version_info or ()  # type: ignore[attr-defined]  # of PostgreSQL's
        how = "STRATEGY FILE_COPY" if version >= _COPIES_FILES else ""
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {how}'))
    yield name
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


def url_of(server: Engine, database: str) -> str:
    """Address of that database on the server."""
    return server.url.set(drivername="postgresql", database=database).render_as_string(hide_password=False)


@contextmanager
def _server_url() -> Iterator[str]:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    binaries = _binaries()
    if binaries is None:
        reason = "no PostgreSQL found: set TEST_DATABASE_URL or install its server"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(
        tempfile.mkdtemp(prefix="rapport-pg-")
    )  # short: the path of a socket is limited to 107 bytes
    try:
        with _private_server(binaries, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path | None:
    """Folder of the newest `initdb` and `postgres` on this machine; Debian keeps them off the PATH."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True
    )
    return next((folder for folder in candidates if (folder / "postgres").exists()), None)


@contextmanager
def _private_server(binaries: Path, folder: Path) -> Iterator[str]:
    user = _unprivileged_user()
    if user is not None:
        shutil.chown(folder, user)
    cluster = folder / "cluster"
    initdb = [str(binaries / "initdb"), "-D", str(cluster), "-U", "rapport", "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*initdb, "--locale=C", "--no-sync"], check=True, user=user, cwd=folder, capture_output=True
    )
    command = [str(binaries / "postgres"), "-D", str(cluster), "-k", str(folder), "-c", "listen_addresses="]
    for setting in _QUICK:
        command += ["-c", setting]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([*_with_us(), *command], user=user, cwd=folder, stdout=log, stderr=log)
    try:
        yield _wait_for(f"postgresql://rapport@/postgres?host={folder}", server, folder / "log")
    finally:
        server.send_signal(2)  # fast shutdown: open connections are cut
        server.wait(_START_SECONDS)


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _with_us() -> list[str]:
    """A prefix that ends the server when the tests are killed, where the system can do that."""
    return ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            open_database(url).dispose()
        except DatabaseError:
            if server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}")
            time.sleep(0.05)
        else:
            return url
