"""One folder per marketplace: each translates between our words and one platform."""
