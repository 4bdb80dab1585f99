"""Keeps what a solver prints by itself away from the standard output."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Final

_ONE_AT_A_TIME: Final = Lock()
_STDOUT: Final = 1


@contextmanager
def unheard() -> Iterator[None]:
    """Whatever is printed by native code inside goes nowhere: an answer may be awaited there as JSON.

    HiGHS writes some of its warnings with `printf`, whatever its options say.
    """
    with _ONE_AT_A_TIME:
        sys.stdout.flush()
        kept, nowhere = os.dup(_STDOUT), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDOUT)
        try:
            yield
        finally:
            with suppress(OSError, TypeError, AttributeError):  # where the C library is not to be had
                ctypes.CDLL(None).fflush(None)
            os.dup2(kept, _STDOUT)
            os.close(kept)
            os.close(nowhere)
