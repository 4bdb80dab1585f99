"""From findings to sentences: what is said, how slots are rendered, and who words it."""
