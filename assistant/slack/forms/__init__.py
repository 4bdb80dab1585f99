"""Forms in Slack: what opens them, what they show, and what becomes of them."""
