"""Everything that people see in Slack on one page, to look at without Slack: `make gallery`.

A tour goes through the real service over the strict stand-in, keeps every message and view it meets, and the
page shows them in a light and a dark theme. A headless Chromium then looks for what overflows or cannot be
read.
"""
