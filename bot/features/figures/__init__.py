"""Figures for the council: counts only, small numbers hidden."""
