"""Briefings and digests for programs: begun, written, checked, issued, withdrawn."""
