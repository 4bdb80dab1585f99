"""What must happen exactly once, as DBOS workflows. Only `rapport serve` launches them.

Their ids come from what caused them, their arguments and results are ids: a delivery that comes twice starts
nothing, and a process that dies goes on where it was.
"""

from assistant.workflows.launching import AlreadyServingError, Workflows

__all__ = ["AlreadyServingError", "Workflows"]
