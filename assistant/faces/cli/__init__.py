"""`python -m assistant`: a command a module, each a value whose fields are its arguments."""
