"""Answers over several standards: each part from the table of its own standard, which proves it."""
