"""A walk through everything that people see: the real service on the sample, over the strict stand-in.

`walk` goes through all of it or through some areas; each area is a module with its steps in their order.
"""
