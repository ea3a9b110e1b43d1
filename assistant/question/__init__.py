"""What is asked: from a typed line to a query."""
