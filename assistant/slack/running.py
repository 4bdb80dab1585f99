"""The Slack app kept running until somebody stops it, or Slack lets it in no more."""

from __future__ import annotations

import os
import signal
import threading

from assistant.intake import IncomingFolder
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.slack.installing import leaving
from assistant.slack.serving import Service


def serve(
    rapport: Rapport,
    settings: Settings,
    http_port: int | None = None,
    incoming: IncomingFolder | None = None,
) -> None:
    """Run until SIGINT or SIGTERM."""
    service = Service(rapport, settings, http_port, incoming=incoming, jobs=rapport.jobs, rapport=rapport)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    service.start()
    print(f"Rapport listens to Slack: {service.address}", flush=True)  # noqa: T201 - a terminal command
    why = _wait(stop, service)
    if why:
        print(f"{why[0].upper()}{why[1:]}. {leaving.WHAT_TO_DO}", flush=True)  # noqa: T201 - the same
    service.stop()
    # a post that waits for Slack to come back would hold up the exit; it goes on at the next start
    os._exit(1 if why else 0)


def _wait(stop: threading.Event, service: Service) -> str:
    """Until somebody stops it, or Slack lets us in no more; why, empty if somebody stopped it."""
    while not stop.wait(0.5):
        if not service.left.empty():
            return service.left.get()
    return ""
