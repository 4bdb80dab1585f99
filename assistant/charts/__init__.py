"""Charts as people see them: in words, as a picture, and as Slack draws them itself."""
