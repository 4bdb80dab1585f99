"""The app as a process of its own, so that a test can kill it.

One warm process has imported everything; for each line on its input, `database home`, it forks a copy that
serves over Socket Mode. It answers with two lines: the copy's process id, and `ready` or what went wrong.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from knowledge.database import open_database
from tests.e2e.conftest import quiet_hour
from tests.e2e.live_desk import LiveDesk
from tests.job_worlds import PlainDrafting, plain_jobs


def main() -> None:
    """Fork a copy for each line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried at once
    for line in sys.stdin:
        database, home, *variables = line.rstrip("\n").split("\t")
        pid = os.fork()
        if pid == 0:
            os.environ.update(variable.split("=", 1) for variable in variables)
            serve(database, Path(home))
        say(str(pid))


def serve(database: str, home: Path) -> None:
    settings = Settings(home=home)
    mails_from = f"Ada <{settings.smtp_from}>" if settings.smtp_from else ""
    desk = LiveDesk(open_database(database), clock=quiet_hour, mails_from=mails_from)
    jobs = plain_jobs(desk.engine, PlainDrafting(seconds=0.02))
    service = Service(desk, settings, pace=Pace(gap=0.03), jobs=jobs)
    try:
        service.start()
    except AssistantError as error:
        say(str(error))
        os._exit(1)
    say("ready")
    threading.Event().wait()


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
