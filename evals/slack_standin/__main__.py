"""Try the app by hand: `python -m evals.slack_standin`, then start the app with the settings it prints."""

from __future__ import annotations

import sys
import threading
from functools import partial

from evals.slack_standin import Message, SlackStandin, User


def main() -> None:
    """Print the settings, then let the person who types be one user in a direct message."""
    email = sys.argv[1] if len(sys.argv) > 1 else "you@example.com"
    with SlackStandin.start() as slack:
        slack.add_user(User("U0YOU", email=email, name="You"))
        for name, value in slack.environment.items():
            print(f"export {name}={value}")
        threading.Thread(target=_show, args=(slack,), daemon=True).start()
        for line in sys.stdin:
            slack.say("U0YOU", line.strip())


def _show(slack: SlackStandin) -> None:
    """Print every post of the app into the direct message."""
    channel, shown = slack.dm("U0YOU"), 0
    while True:
        posts = slack.wait_for(partial(_after, slack, channel, shown), timeout=86_400)
        for post in posts:
            print(f"\nRapport: {post.text}\n")
        shown += len(posts)


def _after(slack: SlackStandin, channel: str, shown: int) -> list[Message]:
    return slack.messages(channel)[shown:]


if __name__ == "__main__":
    main()
