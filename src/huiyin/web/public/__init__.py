"""Pages that anybody may read without an account (公开页): no script, no cookie, the same for everybody."""
