"""Reads what came back, whatever program saved it and whatever a hand did to it."""
