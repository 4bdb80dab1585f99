"""What can go wrong on the way to Slack, as a script that tests write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from evals.slack_standin.workspace import Json


@dataclass
class Fault:
    """One thing that goes wrong with calls of one Web API method.

    Attributes:
        method: For example `chat.postMessage`.
        times: How many calls it strikes; then it is spent.
        skip: How many matching calls pass first.
        where: Which calls it may strike; every one by default.
        delay: Seconds before the call is looked at.
        before: Runs before the call takes effect, for example to kill the app.
        after: Runs when the call has taken effect and nothing has been answered.
        status: Answer this HTTP status (429 with Retry-After 1, or 500) and do nothing.
        error: Answer `ok: false` with this error and do nothing.
        drop: Cut the connection: before the call takes effect, or after it.
    """

    method: str
    times: int = 1
    skip: int = 0
    where: Callable[[Json], bool] = lambda _arguments: True
    delay: float = 0.0
    before: Callable[[], None] | None = None
    after: Callable[[], None] | None = None
    status: Literal[0, 429, 500, 503] = 0
    error: str = ""
    drop: Literal["", "request", "reply"] = ""
    struck: int = 0

    def strikes(self, method: str, arguments: Json) -> bool:
        """Whether this call is hit; counts it if so."""
        if method != self.method or self.struck >= self.times or not self.where(arguments):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.struck += 1
        return True
