"""Writes what goes out: the workbook, its twins as text, the pictures, the manifest."""
