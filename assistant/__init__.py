"""Rapport in use: planner, writer, drafts, surfaces. `app` alone wires the parts together."""
