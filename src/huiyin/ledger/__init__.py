"""The ledger (台账): sources, statements, entries, cases, and the events that are their only history.

The door: `services` writes, `selectors` reads what a viewer may see, `record` is the only writer of events.
"""
