"""Posting: once, in a shape that the workspace takes."""

from assistant.slack.posting.pace import Pace
from assistant.slack.posting.postman import EVENT_TYPE, Postman, mark

__all__ = ["EVENT_TYPE", "Pace", "Postman", "mark"]
