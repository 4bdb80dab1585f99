"""A person's Home: who needs them, what waits for them, and how fresh the data is."""

from assistant.home.making import Homes
from assistant.home.shown import DataState, Home, HomeState, Paged, Part

__all__ = ["DataState", "Home", "HomeState", "Homes", "Paged", "Part"]
