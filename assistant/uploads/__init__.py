"""Files that people hand over one by one: looked at, asked about, brought in, taken back."""

from __future__ import annotations

from assistant.uploads.desk import UNDO_DAYS, Uploads
from assistant.uploads.preview import Preview, TablePreview
from assistant.uploads.questions import OpenQuestion, undoable
from assistant.uploads.spreading import LARGEST

__all__ = ["LARGEST", "UNDO_DAYS", "OpenQuestion", "Preview", "TablePreview", "Uploads", "undoable"]
