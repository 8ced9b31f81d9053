"""Show, correct, export and erase what is kept about you."""
