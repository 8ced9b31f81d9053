"""Bijeenkomsten in the chat: the agenda, signing up, cancelling, practical questions."""
