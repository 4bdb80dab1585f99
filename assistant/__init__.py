"""Rapport in use: planner, writer, drafts, surfaces. `app` alone wires the parts together."""

import os

# Before numpy is first imported: our matrices are small, and threads that wait for each other on a busy
# machine take a hundred times as long as one alone.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
