"""The write side: source documents are read, checked and turned into an index."""
