"""Text files of the user's own folders, read with care: nothing in them may stop a command."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_MOST_BYTES: Final = 64_000


class UnreadableFile(ValueError):
    """A file cannot be read; the text names it without its folder, and says why."""


def text_of(file: Path) -> str:
    """The text of a file, UTF-8.

    Raises:
        UnreadableFile: It is a folder, a pipe or a device, leads out of its folder, is larger than 64,000
            bytes, or is no text.
    """
    try:
        real = file.resolve(strict=True)
        if real.parent != file.parent.resolve():
            raise UnreadableFile(f"{file.name}: a link that leads out of the folder; copy the file instead")
        if not real.is_file():
            raise UnreadableFile(f"{file.name}: no ordinary file")
        if real.stat().st_size > _MOST_BYTES:
            raise UnreadableFile(f"{file.name}: larger than {_MOST_BYTES:,} bytes")
        return real.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFile(f"{file.name}: cannot be read: {error.strerror}") from error
    except RuntimeError as error:  # a link to itself
        raise UnreadableFile(f"{file.name}: a link that leads nowhere") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{file.name}: cannot be read as UTF-8 text: {error.reason}") from error
