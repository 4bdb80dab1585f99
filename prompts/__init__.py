"""Words as data: prompts, phrases, example phrasings and plays, and the code that loads them."""
