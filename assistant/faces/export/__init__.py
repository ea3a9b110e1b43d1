"""What leaves the program as a file: tables, and the formats they are written in."""
