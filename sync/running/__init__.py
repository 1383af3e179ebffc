"""Keeps one shop true: the only package that both thinks and touches."""
