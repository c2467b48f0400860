"""The ledger (台账) as pages: list, export, print, saved views, steps for many, search."""
