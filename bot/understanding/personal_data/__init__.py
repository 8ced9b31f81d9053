"""Recognises personal data of third parties in Dutch messages, so that it can be removed before anything is stored."""
