"""The page that tells every formula, made from the docstrings in code so that it cannot drift from them."""

from tools.formulas.page import formulas_page

__all__ = ["formulas_page"]
