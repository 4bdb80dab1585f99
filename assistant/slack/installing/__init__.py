"""From the installation to the first own data, and back: onboarding, uploads, tokens, leaving."""
