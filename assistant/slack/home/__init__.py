"""The Home tab: what waits for a person, at a glance."""
