"""Crosstally: every figure the press prints about a war, kept as somebody's claim."""

__version__ = "0.1.0"
