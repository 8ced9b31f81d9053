"""Hears messages in a process of its own, so that one is heard while another is answered.

Hearing is more than half of what a message costs, and needs nothing but the text. Python does one thing at a time per process:
with two, a crowd is answered in half the time, and a page of text holds up nobody.
"""
