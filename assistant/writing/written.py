"""An answer in words, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.writing.rendering import RenderedText


@dataclass(frozen=True)
class Written:
    """An answer in words.

    Attributes:
        rendered: The text with the places of its values.
        model_calls: Calls to a model that it took.
        repaired: The model had to write it a second time.
        fell_back: A model was asked, and its text was not used.
    """

    rendered: RenderedText
    model_calls: int = 0
    repaired: bool = False
    fell_back: bool = False

    @property
    def text(self) -> str:
        """Plain text, unescaped."""
        return self.rendered.text
