"""The reader (阅读器): a text in, a source-linked reading out. Pure: no clock, no network, no randomness."""
