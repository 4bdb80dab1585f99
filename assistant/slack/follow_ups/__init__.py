"""Reminders in Slack: brought to their owner once, with what to do next."""
