"""The pages: what is drawn and what a click does. They ask `Assistant` and never look inside it."""
