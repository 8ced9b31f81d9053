"""Figures for the council: what happened in a month, a quarter or a year, without anybody in it."""
