"""A command that cannot go on says so in a plain line, never with a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from assistant.errors import AssistantError
from knowledge.errors import KnowledgeError

P = ParamSpec("P")


def told_plainly(command: Callable[P, int]) -> Callable[P, int]:
    """Print an error to standard error: one of ours returns 2, an unexpected one 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            return command(*args, **kwargs)
        except (AssistantError, KnowledgeError) as error:
            print(error, file=sys.stderr)  # noqa: T201 -- this is a terminal command
            return 2
        except KeyboardInterrupt:
            return 130
        except Exception as error:  # noqa: BLE001 -- nobody at a terminal should have to read a traceback
            print(unexpected(error), file=sys.stderr)  # noqa: T201 -- this is a terminal command
            return 1

    return run


def unexpected(error: Exception) -> str:
    """The kind of error and its first line, and what to do."""
    detail = next(iter(str(error).splitlines()), "")
    said = f"{type(error).__name__}: {detail}" if detail else type(error).__name__
    return f"Something unexpected went wrong ({said}). Look at every part with: rapport check"
