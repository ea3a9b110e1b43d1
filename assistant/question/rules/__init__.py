"""The rules by which two neighbours make one, by theme."""
