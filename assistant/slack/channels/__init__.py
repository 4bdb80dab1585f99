"""Channels: who reads along there, where an answer goes, what is shared, and which messages are for us."""

from assistant.slack.channels.listening import register

__all__ = ["register"]
