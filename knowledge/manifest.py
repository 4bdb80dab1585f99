"""Whether files are, byte for byte, what their last owner left behind."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

_NAME: Final = "manifest.json"


def leave_manifest(folder: Path, owner: str) -> None:
    """Write down the checksum of every file in the folder, and who vouches for them."""
    manifest = {"owner": owner, "files": _checksums(folder)}
    (folder / _NAME).write_text(json.dumps(manifest), encoding="utf-8")


def take_manifest(folder: Path, owner: str) -> bool:
    """Whether the files are as that owner left them. The manifest is taken away: a crash leaves none."""
    try:
        manifest = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        (folder / _NAME).unlink()
        return bool(manifest == {"owner": owner, "files": _checksums(folder)})
    except (OSError, ValueError):
        return False


def _checksums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _NAME)
    return {path.relative_to(folder).as_posix(): _checksum(path) for path in files}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
