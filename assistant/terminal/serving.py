"""`rapport serve`: the Slack app, over Socket Mode or HTTP."""

from __future__ import annotations

from assistant.app import incoming_folder, open_rapport
from assistant.settings import load_settings
from assistant.slack.serving import serve
from assistant.terminal.failing import told_plainly


@told_plainly
def run_serve(port: int | None) -> int:
    """Serve until interrupted."""
    settings = load_settings()
    with open_rapport(settings, owns_index=True) as rapport:
        serve(rapport, settings, port, incoming_folder(settings, rapport.engine), rapport.jobs)
    return 0
