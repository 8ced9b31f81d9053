"""Recognises danger in a typed message, before anything else is matched."""
