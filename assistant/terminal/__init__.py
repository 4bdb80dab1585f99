"""Rapport in a terminal: every answer can be tried with no Slack."""
