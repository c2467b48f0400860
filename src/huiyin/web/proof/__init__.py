"""Pages of proof (核验): receipts, seals, the whole trail, and the check that anybody may make."""
