"""`/rapport …`: what is asked with it, what help says, and how the answer gets back to whoever typed it."""

from assistant.slack.commands.listening import register

__all__ = ["register"]
