"""The pack for a business review with one partner: a page and a deck, for us or for the partner."""
