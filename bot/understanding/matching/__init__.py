"""Understands which of the situations in the guides a question is about."""
