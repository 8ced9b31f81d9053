"""Evaluations: anonymous for real, shown from three answers up."""
