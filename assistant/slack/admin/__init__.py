"""Who may do what, in Slack: the door, covers, books, roles, team channels, imports, the log."""
