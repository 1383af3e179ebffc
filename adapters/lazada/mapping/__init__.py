"""Turns Lazada's words into ours and ours into Lazada's: no clock, no network, no memory."""
