"""Digests, summaries and review packs, each posted once for its period."""
