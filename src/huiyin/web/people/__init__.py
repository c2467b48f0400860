"""Pages about people and units (人员与单位): accounts, roles, deputising, units and their import, the vault."""
