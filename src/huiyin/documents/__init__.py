"""Documents (文书): what leaves the site as a file, drawn from what the ledger holds. PDF by typst with free fonts."""
