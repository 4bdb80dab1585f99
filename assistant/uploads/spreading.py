"""Bytes of an uploaded file as a folder that can be imported, for as long as that takes."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from assistant.errors import FileUnusable
from knowledge.importing.files import is_readable

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a file."""
UNPACKED: Final = 400 * 1024 * 1024
"""Bytes of a workbook once it is unpacked."""
READ: Final = "CSV, TSV, Excel (.xlsx, .xls), OpenDocument (.ods) and Parquet files"
_NAME: Final = 120  # characters; file systems take 255 bytes
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\\\u202a-\u202e\u2066-\u2069]+")
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True)
class Spread:
    """A folder with nothing but the file in it.

    Attributes:
        beside: Another one, for what comes out.
    """

    folder: Path
    beside: Path

    @property
    def rejects(self) -> Path:
        """Where bad rows go."""
        return self.beside / "rejected.csv"

    def mappings(self, remembered: Path) -> Path:
        """A copy of what was answered before, which may be written to."""
        copy = self.beside / "mappings"
        if remembered.is_dir():
            shutil.copytree(remembered, copy)
        return copy


@contextmanager
def spread_out(name: str, content: bytes, table: str = "") -> Iterator[Spread]:
    """The file under a name that is safe, that of `table` if somebody said so; gone afterwards.

    Raises:
        FileUnusable: It is none that is read, or unpacks to too much.
    """
    safe = Path(safe_name(name))
    safe = safe.with_name(table + safe.suffix) if table else safe
    _refuse_bombs(content)
    with TemporaryDirectory() as place:
        spread = Spread(Path(place, "in"), Path(place, "out"))
        spread.folder.mkdir()
        spread.beside.mkdir()
        (spread.folder / safe).write_bytes(content)
        yield spread


def safe_name(name: str) -> str:
    """The name without what has a meaning in a path; short enough, and with its ending.

    Raises:
        FileUnusable: Files of that name are not read.
    """
    plain = _UNSAFE.sub("_", name.encode("utf-8", "replace").decode()).strip(" .~$")
    path = Path(plain or "file")
    if path.suffix.lower() == ".gz" or not is_readable(path):
        raise FileUnusable(f"I read {READ}. Please save it as one of these and drop it here again.")
    while len(path.name.encode()) > _NAME:
        path = path.with_name(path.stem[:-1] + path.suffix)
    return path.name


def _refuse_bombs(content: bytes) -> None:
    if not content.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as error:
        raise FileUnusable("The file is damaged. Please save it again and drop it here.") from error
    if size > UNPACKED:
        raise FileUnusable(
            f"Unpacked, the file has more than {UNPACKED // 1024 // 1024} MB. Split it, or save it as CSV."
        )
