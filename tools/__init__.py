"""Partner science: pure functions over a portfolio at one `as_of`; no I/O, no clock, no randomness."""
