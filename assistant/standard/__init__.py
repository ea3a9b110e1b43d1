"""What an occupational competency standard says, and how its text, codes and relations are read."""
