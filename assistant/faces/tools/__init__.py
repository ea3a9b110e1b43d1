"""Tools for other assistants: the standard looked up, searched, compared, asked, and what they say of it checked."""
