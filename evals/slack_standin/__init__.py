"""A strict stand-in for Slack: a real HTTP and WebSocket server on the loopback, for tests and by hand.

It refuses what Slack refuses, in Slack's words, and some things that Slack lets pass but we do not: see
`rules`. Start one with `SlackStandin.start()` or `python -m evals.slack_standin`.
"""

from evals.slack_standin.faults import Fault
from evals.slack_standin.forms import CannotSubmitError
from evals.slack_standin.rules import Refused
from evals.slack_standin.standin import SlackStandin
from evals.slack_standin.workspace import Channel, Message, User, View

__all__ = ["CannotSubmitError", "Channel", "Fault", "Message", "Refused", "SlackStandin", "User", "View"]
