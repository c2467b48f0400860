"""Suggestions for programs: written, co-signed, filed, listed, answered, evaluated."""
