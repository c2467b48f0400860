"""Faces of a reading (呈现): JSON, tables, a workbook, a page, a terminal view, and the words that all of them use.

Each module is imported where it is needed and pulls in its own library only then, because `huiyin read` of one
report to JSON should cost little more than the reading itself.
"""
