"""Files that people dropped into the direct message: what was asked, answered, brought in and taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, select, update

from knowledge.tables import uploads
from knowledge.writing import in_utc, insert_once, storable


class UploadState(StrEnum):
    """Where an upload stands."""

    ASKED = "asked"  # a question is open, or it has not been looked at yet
    READY = "ready"  # its preview is shown
    IMPORTED = "imported"
    UNDONE = "undone"
    DROPPED = "dropped"


OPEN_STATES = (UploadState.ASKED, UploadState.READY)


@dataclass(frozen=True)
class Upload:
    """One file.

    Attributes:
        upload_id: Made from the message that it came with.
        name: Of the file, as its owner wrote it.
        channel, thread_ts: Where it lies; what is said of it stands there.
        digest: SHA-256 of the bytes that the last preview told of; empty before.
        choices: Answers by question, and what the import needs to be taken back: the id of its run.
    """

    upload_id: str
    file_id: str
    name: str
    uploader_email: str
    channel: str
    thread_ts: str
    created_at: datetime
    changed_at: datetime
    digest: str = ""
    state: UploadState = UploadState.ASKED
    choices: Mapping[str, str] = field(default_factory=dict)


def keep_upload(connection: Connection, upload: Upload) -> bool:
    """Keep that a file came; False if that was known."""
    row = asdict(replace(upload, name=storable(upload.name)))
    return insert_once(connection, uploads, row | {"choices": dict(upload.choices)})


def get_upload(connection: Connection, upload_id: str) -> Upload | None:
    """The upload of that id; None if there is none."""
    row = connection.execute(select(uploads).where(uploads.c.upload_id == upload_id)).mappings().first()
    return _upload(row) if row else None


def move(
    connection: Connection,
    upload_id: str,
    allowed: Collection[UploadState],
    state: UploadState,
    now: datetime,
    *,
    digest: str | None = None,
    choices: Mapping[str, str] | None = None,
) -> bool:
    """Say where an upload stands now; False if it stood nowhere that leads there.

    Args:
        connection: The caller commits.
        upload_id: Which one.
        allowed: Where it may have stood.
        state: Where it stands now.
        now: The moment.
        digest: Of the bytes; None leaves it as it is.
        choices: All of them; None leaves them as they are.
    """
    values: dict[str, object] = {"state": state.value, "changed_at": in_utc(now)}
    values |= {} if digest is None else {"digest": digest}
    values |= {} if choices is None else {"choices": dict(choices)}
    among = uploads.c.state.in_([one.value for one in allowed])
    seen = (uploads.c.upload_id == upload_id) & among
    return connection.execute(update(uploads).where(seen).values(values)).rowcount == 1


def _upload(row: RowMapping) -> Upload:
    moments = {name: in_utc(row[name]) for name in ("created_at", "changed_at")}
    return Upload(**{**row, **moments, "state": UploadState(row["state"])})
