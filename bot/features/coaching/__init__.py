"""Coaching questions: tips, conversation rules, and what to do in a crisis."""
