"""Suite *digest*: is it news, is nothing missing, is it short, and are its reasons true?"""
