"""Documents as files (文书): Word templates of the place, ledger tables, plans, hand-over lists, the yearly report."""
