"""Rapport in Slack: listeners by feature, block builders, and one way out for everything that is posted."""
