"""Pages of briefings and press digests (简报、摘编): list, editor, check, issue, files."""
