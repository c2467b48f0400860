"""Huiyin (回音): every sentence that somebody must answer for, at its exact place in its source."""

__version__ = "0.1.0"
