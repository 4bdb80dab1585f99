"""Mail to partners over SMTP: the account, the letter, and bringing it there exactly once."""
