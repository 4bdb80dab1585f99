"""The conversation with Rapport: its opening, what it shows while it works, answers that grow."""
