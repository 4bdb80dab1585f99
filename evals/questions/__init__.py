"""Suite *questions*: does the embedded planner call the right tool with the right arguments?"""
