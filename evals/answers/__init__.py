"""Suite *answers*: are they short, never empty, led by the answer, and is every claim a shown fact?"""
