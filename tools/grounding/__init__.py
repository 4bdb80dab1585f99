"""Is everything in a text backed by a fact, and nothing in it that must not leave? Pure functions."""
