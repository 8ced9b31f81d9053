"""What developers run: measuring speed, understanding, and what survives being killed."""
