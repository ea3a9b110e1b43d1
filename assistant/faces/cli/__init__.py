"""`python -m assistant`: each command a value whose fields are its arguments."""
