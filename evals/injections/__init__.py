"""Suite *injections*: texts of outsiders on their way into messages and answers."""
