"""What is known of a question before a chat model is asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Preselected:
    """What the embedded planner makes of a question.

    Attributes:
        tools: All tools, likeliest first; none when the question is forbidden.
        forbidden: It asks for what Rapport never does.
    """

    tools: tuple[str, ...] = ()
    forbidden: bool = False
