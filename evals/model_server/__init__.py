"""Strict, scripted stand-ins for model providers, each in its wire format, on a free port of this machine.

They refuse what the real ones would refuse, and more, so that a wrong request fails a test. A script says
what to answer.
"""

from evals.model_server.reply import KEY, Json, Reply, RequestRefused, Script, in_turn, obedient
from evals.model_server.serving import ModelServer, prompt_bytes

__all__ = [
    "KEY",
    "Json",
    "ModelServer",
    "Reply",
    "RequestRefused",
    "Script",
    "in_turn",
    "obedient",
    "prompt_bytes",
]
