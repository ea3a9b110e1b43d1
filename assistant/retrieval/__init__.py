"""Finding the items that bear on a text, by words and by meaning."""
