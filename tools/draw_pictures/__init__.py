"""Draws a clean card for every product of the shipped catalog; used once, when texts change."""
