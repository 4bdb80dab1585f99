"""Follow-ups in the toolbox: reminders and tasks of the asker, and promises that may become some."""
