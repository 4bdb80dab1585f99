"""A person's Home: who needs them, what waits for them, and how fresh the data is."""

from assistant.home.making import Homes
from assistant.home.shown import Home, HomeState, Paged, Part

__all__ = ["Home", "HomeState", "Homes", "Paged", "Part"]
