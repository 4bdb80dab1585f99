"""Introductions in the toolbox: who should meet whom, and what people say became of it."""
