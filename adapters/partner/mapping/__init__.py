"""Translates between our values and the JSON of the partner API; pure."""
