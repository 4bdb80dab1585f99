"""Block Kit in parts: composition objects, elements, rich text, charts and tables, layout blocks."""
