"""New files take their place whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.errors import ExportError


@contextmanager
def placed(folder: Path) -> Iterator[Path]:
    """A place to write files in; when the block ends well they move to `folder`, over those of their name.

    Nothing else in the folder is touched; after an error it is as it was. It is made if need be.

    Raises:
        ExportError: The folder cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".rapport-export-") as drafts:
            yield Path(drafts)
            for path in sorted(Path(drafts).iterdir()):
                path.replace(folder / path.name)
    except OSError as error:
        raise ExportError(
            f"Nothing can be written into {str(folder)!r} ({error.strerror or error}). "
            "Name a folder that you may write to, and close its files in other programs."
        ) from error
