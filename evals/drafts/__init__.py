"""Suite *drafts*: are messages grounded, is a planted error found, could a message be another partner's?"""
