"""Wijkmaat: a chat assistant for volunteers, participants and coaches in Dutch neighbourhood programmes."""
