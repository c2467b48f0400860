"""Sources and review (来源与审阅): taking texts in, and the workbench where people decide what the machine proposed."""
