"""Show, correct, export and erase what is kept about you, and forget it when its time is over."""
