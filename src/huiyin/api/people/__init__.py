"""Administration for programs: units and places, names of accounts, deputising; no passwords, no roles."""
