"""`rapport serve`: the Slack app, over Socket Mode or HTTP."""

from __future__ import annotations

import sys
from typing import Final

from assistant.app import incoming_folder, open_rapport
from assistant.settings import load_settings
from assistant.slack.running import serve
from assistant.terminal.failing import told_plainly
from assistant.warming import Warmer

_SWITCH: Final = 0.0005  # seconds; with Python's own 0.005, each of many short waits costs an answer's slice


@told_plainly
def run_serve(port: int | None) -> int:
    """Serve until interrupted."""
    sys.setswitchinterval(_SWITCH)
    settings = load_settings()
    with open_rapport(settings, owns_index=True) as rapport, Warmer(rapport):
        serve(rapport, settings, port, incoming_folder(settings, rapport.engine))
    return 0
