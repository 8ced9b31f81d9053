"""Practising: a scene, three things you could do, and how each of them goes."""
