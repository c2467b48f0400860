"""People (人员与单位): accounts, units with their names and validity, roles, deputising, and the vault.

The door: `services` writes, `selectors` reads, `permissions` is the one table of who may do what.
"""
