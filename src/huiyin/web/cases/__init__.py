"""Pages of cases (办理): one page a case, one address for every step, making tasks, bringing them in from tables."""
