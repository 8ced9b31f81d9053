"""Coaches make, change and cancel bijeenkomsten from the chat, and look after the lists."""
